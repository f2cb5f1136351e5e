import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { enter, hashToken, newFormToken, newSessionToken, readFormToken } from './session.ts'

const { database } = await testDatabase()
const authorityId = 901
const personId = newId()

before(async () => {
  await sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely)
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const account = {
      authorityId,
      id: personId,
      name: 'Amina Khan',
      signInName: 'a.khan@example.org',
      passwordHash: null,
    }
    await tx.sql
      .insertInto('platform.account')
      .values({ ...account, roles: ['duty-manager'], agencyId: null })
      .execute()
  })
})

async function signedIn(idleMinutes: number, absoluteMinutes: number): Promise<string> {
  const token = newSessionToken()
  await sql`select platform.start_session(${hashToken(token)}, ${authorityId}, ${personId}, ${idleMinutes}, ${absoluteMinutes})`.execute(
    database.kysely,
  )
  return token
}

test('a session opens a request as its person', async () => {
  const token = await signedIn(30, 600)
  const user = await enter(database, token, '127.0.0.1', async (entered) => ({
    ...entered.user,
    isOpen: entered.isOpen,
  }))
  assert.notEqual(user, 'nobody')
  assert.deepEqual(user, {
    personId,
    name: 'Amina Khan',
    roles: ['duty-manager'],
    authorityId,
    authorityName: 'Testshire',
    isSample: false,
    agencyId: null,
    isOpen: true,
  })
})

test('a made-up session token is nobody', async () => {
  assert.equal(await enter(database, newSessionToken(), '127.0.0.1', async () => 'inside'), 'nobody')
})

test('what a response showed stands in the trail once it is committed, and not when it failed', async () => {
  const token = await signedIn(30, 600)
  const [seen, lost] = [newId(), newId()]
  await enter(database, token, '10.0.0.7', async ({ tx }) => tx.trail.saw('contact', [seen]))
  await assert.rejects(
    enter(database, token, '10.0.0.7', async ({ tx }) => {
      tx.trail.saw('contact', [lost])
      throw new Error('the page could not be drawn')
    }),
  )
  const entries = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    tx.sql.selectFrom('trail.entry').selectAll().where('kind', '=', 'read').execute(),
  )
  assert.deepEqual(
    entries.map(({ subjects }) => subjects),
    [[seen]],
  )
  assert.equal(JSON.parse(String(entries[0]?.body)).from, '10.0.0.7')
})

test('nobody changes or removes an entry of the trail, not even the owner of the table', async () => {
  const change = sql`update trail.entry set action = 'nothing happened'`
  await assert.rejects(
    transact(database, asSystem(authorityId, 'test'), (tx) => change.execute(tx.sql)),
    /permission denied|refused/,
  )
})

test('a form token belongs to the session it was given to', async () => {
  const [mine, another] = [newSessionToken(), newSessionToken()]
  const token = newFormToken(mine)
  assert.match(readFormToken(mine, token) ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(readFormToken(another, token), null)
  assert.equal(readFormToken(mine, 'nonsense'), null)
})
