import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { addChild } from '../store/children.ts'

const { database, authorityId, signIn, migrationUrl } = await testApp()
const worker = await signIn('duty-social-worker')
const manager = await signIn('duty-manager')
const service = await signIn('service-manager')
const partner = await signIn('partner')

/** Adds a child through the page and answers the record's address. */
async function added(givenName: string, familyName: string, dateOfBirth = ''): Promise<string> {
  const sent = await worker.send('/children/add', { givenName, familyName, dateOfBirth, newBecause: 'Not one of them' })
  assert.equal(sent.statusCode, 303, sent.body)
  return String(sent.headers.location)
}

const bodyOf = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await visitor.get(address)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.body
}

const referenceOf = (body: string): string => /\b(CH-\d+|[A-Z]{1,3}-\d+)\b/.exec(body)?.[1] ?? ''

async function find(visitor: Visitor, words: string) {
  const sent = await visitor.send('/children', { words, dateOfBirth: '' })
  return sent.statusCode === 303 ? visitor.get(String(sent.headers.location)) : sent
}

test('a child is found by a misspelt name, and no name stands in any address', async () => {
  await added('Siobhán', 'Macready', '14/5/2016')
  const sent = await worker.send('/children', { words: 'Shivaun Mccready', dateOfBirth: '' })
  assert.equal(sent.statusCode, 303)
  assert.doesNotMatch(String(sent.headers.location), /shivaun|mccready/i)
  assert.match((await worker.get(String(sent.headers.location))).body, /Siobhán Macready/)
})

test('likely duplicates are shown before anyone new is made', async () => {
  await added('Kacper', 'Wójcik', '2/1/2015')
  const again = await worker.send('/children/add', {
    givenName: 'Kasper',
    familyName: 'Wojcik',
    dateOfBirth: '2/1/2015',
  })
  assert.equal(again.statusCode, 400)
  assert.match(again.body, /Kacper Wójcik/)
})

test('an unborn child and a child without a name have records too', async () => {
  const unborn = await worker.send('/children/add', { givenName: '', familyName: 'Tindall', expectedDate: '1/3/2027' })
  assert.equal(unborn.statusCode, 303, unborn.body)
  assert.match(await bodyOf(worker, String(unborn.headers.location)), /unborn, due 1 Mar/)
})

test('two records of one child are merged with a reason, read as one, and taken apart again', async () => {
  const survivor = await added('Amara', 'Quill')
  const merged = await added('Tallulah', 'Vesper')
  const reference = referenceOf(await bodyOf(worker, merged))
  const chosen = await manager.send(`${survivor}/merge`, { other: reference })
  assert.equal(chosen.statusCode, 303, chosen.body)
  const done = await manager.send(String(chosen.headers.location), { reason: 'Same NHS number' })
  assert.equal(done.statusCode, 303, done.body)
  const body = await bodyOf(manager, survivor)
  assert.match(body, new RegExp(reference))
  assert.doesNotMatch((await find(worker, 'Tallulah Vesper')).body, new RegExp(`href="${merged}"`))
  const undo = new RegExp(`href="(${survivor}/merges/[^"]+/undo)"`).exec(body)?.[1] ?? ''
  const undone = await manager.send(undo, { reason: 'Twins' })
  assert.equal(undone.statusCode, 303, undone.body)
  assert.match((await find(worker, 'Tallulah Vesper')).body, new RegExp(`href="${merged}"`))
})

test('an adoptive and a birth identity are never linked, and the refusal does not say why', async () => {
  const birth = await added('Peregrine', 'Oakes')
  const reference = await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const id = await addChild(tx, { givenName: 'Percy', familyName: 'Ashdown', isProtectedIdentity: true })
    const { rows } = await sql<{ reference: string }>`select reference from children.child where id = ${id}`.execute(
      tx.sql,
    )
    return rows[0]?.reference ?? ''
  })
  const chosen = await manager.send(`${birth}/merge`, { other: reference })
  const answer = chosen.statusCode === 303 ? await manager.get(String(chosen.headers.location)) : chosen
  assert.equal(answer.statusCode, 400)
  assert.match(answer.body, /There is no other record with this reference/)
  assert.doesNotMatch(answer.body, /protected|adopt/i)
})

test('a restricted record: staff are told whom to call, its guardian opens it, partners see nothing', async () => {
  const record = await added('Ottoline', 'Fairweather')
  const set = await service.send(`${record}/restriction`, {
    category: 'staff-or-relative',
    guardianId: manager.personId,
    reason: 'Child of a member of staff',
  })
  assert.equal(set.statusCode, 303, set.body)
  const searched = await find(worker, 'Ottoline Fairweather')
  assert.match(searched.body, /restricted record may match/i)
  assert.doesNotMatch(searched.body, new RegExp(record))
  assert.equal((await worker.get(record)).statusCode, 404)
  assert.equal((await worker.get(`${record}/chronology`)).statusCode, 404)
  assert.match(await bodyOf(manager, record), /Ottoline Fairweather/)
  assert.equal((await partner.get(record)).statusCode, 404)
  assert.equal((await partner.get('/children')).statusCode, 404)
})

test('every reading of a record is in the trail, and the refusals too', async () => {
  const record = await added('Read', 'Often')
  const id = record.split('/').at(-1) ?? ''
  await bodyOf(manager, record)
  await partner.get(record)
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ kind: string; personId: string }>`
      select kind, person_id from trail.entry where ${id}::uuid = any (subjects) order by id`.execute(tx.sql),
  )
  assert.ok(rows.some(({ kind, personId }) => kind === 'read' && personId === manager.personId))
  assert.ok(rows.some(({ kind, personId }) => kind === 'refusal' && personId === partner.personId))
})

test('facts cannot be changed or removed, by the application or by the owner of the tables', async () => {
  const facts = ['children.child_change', 'children.merge', 'children.restriction', 'children.allocation']
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  try {
    for (const table of [...facts, 'front_door.decision', 'front_door.contact', 'trail.entry']) {
      for (const statement of [`delete from ${table}`, `update ${table} set authority_id = authority_id`]) {
        await assert.rejects(
          transact(database, asSystem(authorityId, 'test'), (tx) => sql.raw(statement).execute(tx.sql)),
          `the application could run ${statement}`,
        )
      }
      await assert.rejects(owner.query(`truncate ${table} cascade`), `the owner could truncate ${table}`)
    }
  } finally {
    await owner.end()
  }
})

test('the chronology says to whom a child was allocated, and when that ended', async () => {
  const record = await added('Kwame', 'Boateng', '3/2/2018')
  const first = { workerId: worker.personId, fromDay: '1/9/2026', reason: 'Assessment' }
  assert.equal((await manager.send(`${record}/allocate`, first)).statusCode, 303)
  const second = { workerId: '', workerText: 'An agency worker', fromDay: '1/10/2026', reason: 'Cover' }
  assert.equal((await manager.send(`${record}/allocate`, second)).statusCode, 303)
  const body = await bodyOf(worker, `${record}/chronology`)
  assert.match(body, new RegExp(`Allocated to ${worker.name}`))
  assert.match(body, new RegExp(`No longer allocated to ${worker.name}`))
  assert.match(body, /Allocated to An agency worker/)
})
