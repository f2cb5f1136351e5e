import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { createToken, type Scope } from '#platform/api'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { contactTold, decisionTold } from './made-bodies.ts'

const { app, database, authorityId } = await testApp()
const tokens = new Map<'ordinary' | 'trusted', string>()

before(async () => {
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const usual: readonly Scope[] = ['contacts:read', 'contacts:write']
    tokens.set('ordinary', await createToken(tx, 'Dashboard', usual))
    tokens.set('trusted', await createToken(tx, 'Case system', [...usual, 'contacts:restricted']))
  })
  for (const contactId of ['OPEN', 'HIDDEN', 'DECIDED']) await tell('trusted', '/contacts', contactTold(contactId))
  await tell('trusted', '/contacts/DECIDED/decisions', decisionTold('DECIDED-1'))
  await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`update children.child set is_restricted = true where id in (
      select child_id from front_door.contact_child where source_child_id in ('HIDDEN-1', 'DECIDED-1'))`.execute(
      tx.sql,
    ),
  )
})

const tell = (who: 'ordinary' | 'trusted', path: string, payload: object) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${tokens.get(who)}` },
    payload,
  })

const list = async (who: 'ordinary' | 'trusted') => {
  const url = '/api/v1/contacts?state=awaiting-outcome'
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${tokens.get(who)}` } })
  const { contacts, total } = answer.json()
  return { told: contacts.map(({ contactId }: { contactId: string }) => contactId), total }
}

/** What tells answers apart: the status and the words, with the number that was asked for taken out. */
const shape = (answer: { statusCode: number; body: string }, contactId: string) => [
  answer.statusCode,
  answer.body.replaceAll(contactId, 'X'),
]

test('a restricted contact is listed and counted only for a token that was given that right', async () => {
  assert.deepEqual(await list('ordinary'), { told: ['OPEN'], total: 1 })
  assert.deepEqual(await list('trusted'), { told: ['OPEN', 'HIDDEN'], total: 2 })
})

test('a decision about a restricted contact and about none at all are answered alike', async () => {
  const hidden = await tell('ordinary', '/contacts/HIDDEN/decisions', decisionTold('HIDDEN-1'))
  const decided = await tell('ordinary', '/contacts/DECIDED/decisions', decisionTold('DECIDED-1'))
  const none = await tell('ordinary', '/contacts/NONE/decisions', decisionTold('NONE-1'))
  assert.equal(none.statusCode, 404)
  assert.deepEqual(shape(hidden, 'HIDDEN'), shape(none, 'NONE'))
  assert.deepEqual(shape(decided, 'DECIDED'), shape(none, 'NONE'))
})

test('a contact about a restricted child is taken, and answered like any new one', async () => {
  const about = (contactId: string, childId: string) => contactTold(contactId, { children: [{ childId }] })
  const hidden = await tell('ordinary', '/contacts', about('SECOND', 'HIDDEN-1'))
  const usual = await tell('ordinary', '/contacts', about('THIRD', 'NEW-1'))
  assert.deepEqual(shape(hidden, 'SECOND'), shape(usual, 'THIRD'))
  const more = await tell('ordinary', '/contacts', about('DECIDED', 'NEW-2'))
  assert.deepEqual(shape(more, 'DECIDED'), shape(usual, 'THIRD'))
  const { told } = await list('trusted')
  assert.ok(told.includes('SECOND') && told.includes('DECIDED'))
  assert.ok(!(await list('ordinary')).told.includes('SECOND'))
})

test('who was given the right decides it, and its clock stops', async () => {
  const decided = await tell('trusted', '/contacts/HIDDEN/decisions', decisionTold('HIDDEN-1'))
  assert.deepEqual([decided.statusCode, decided.json().state], [201, 'outcome-recorded'])
  assert.ok(!(await list('trusted')).told.includes('HIDDEN'))
})

test('a hidden contact is not trailed as read by a token that did not see it', async () => {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ many: number }>`
      select count(*)::integer as many from trail.entry, front_door.contact
       where entry.kind = 'read' and contact.id = any (entry.subjects) and contact.source_contact_id = 'SECOND'
         and convert_from(entry.body, 'UTF8') like '%Dashboard%'`.execute(tx.sql),
  )
  assert.equal(rows[0]?.many, 0)
})
