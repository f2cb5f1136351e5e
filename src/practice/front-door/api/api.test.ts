import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { createToken } from '#platform/api'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { contactTold as contact, decisionTold as decision, hoursAgo } from './made-bodies.ts'

const { app, database, authorityId, signIn } = await testApp()
const manager = await signIn('duty-manager')
let token = ''
let reader = ''

before(async () => {
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    token = await createToken(tx, 'Case system', ['contacts:read', 'contacts:write'])
    reader = await createToken(tx, 'Dashboard', ['contacts:read'])
  })
})

const ask = (method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}) =>
  app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  })

test('a contact that the case system tells of stands on the duty board, and its decision stops the clock', async () => {
  const told = await ask('POST', '/contacts', contact('CS-1'))
  assert.equal(told.statusCode, 201, told.body)
  assert.equal(told.json().state, 'awaiting-outcome')
  assert.match((await manager.get('/duty-board')).body, /Found alone at night/)
  const listed = await ask('GET', '/contacts?state=awaiting-outcome')
  assert.ok(listed.json().contacts.some((each: { contactId: string }) => each.contactId === 'CS-1'))
  assert.doesNotMatch(listed.body, /Ash|Mia|alone/)
  const decided = await ask('POST', '/contacts/CS-1/decisions', decision('CS-1-1'))
  assert.equal(decided.statusCode, 201, decided.body)
  assert.equal(decided.json().state, 'outcome-recorded')
  assert.doesNotMatch((await manager.get('/duty-board')).body, /Found alone at night/)
})

test('told again, it changes nothing; with the same key it is answered as before', async () => {
  const body = contact('CS-2')
  const key = { 'idempotency-key': 'k-1' }
  const first = await ask('POST', '/contacts', body, key)
  assert.equal(first.statusCode, 201, first.body)
  const again = await ask('POST', '/contacts', body, key)
  assert.deepEqual([again.statusCode, again.json()], [200, first.json()])
  assert.equal((await ask('POST', '/contacts', body)).statusCode, 200)
  const other = await ask('POST', '/contacts', contact('CS-3'), key)
  assert.equal(other.statusCode, 409)
  assert.match(String(other.headers['content-type']), /application\/problem\+json/)
})

test('told again after its decision, nothing is new and the decision stands', async () => {
  const body = contact('CS-11')
  assert.equal((await ask('POST', '/contacts', body)).statusCode, 201)
  const decided = decision('CS-11-1')
  assert.equal((await ask('POST', '/contacts/CS-11/decisions', decided)).statusCode, 201)
  const again = await ask('POST', '/contacts', body)
  assert.deepEqual([again.statusCode, again.json().state], [200, 'outcome-recorded'])
  assert.equal((await ask('POST', '/contacts/CS-11/decisions', decided)).statusCode, 200)
  const grown = { ...body, children: [...body.children, { childId: 'CS-11-2' }] }
  assert.equal((await ask('POST', '/contacts', grown)).statusCode, 201)
})

test('a contact awaits an outcome until each child has one', async () => {
  const children = [{ childId: 'T-1' }, { childId: 'T-2' }]
  await ask('POST', '/contacts', contact('CS-4', { children }))
  assert.equal((await ask('POST', '/contacts/CS-4/decisions', decision('T-1'))).json().state, 'awaiting-outcome')
  assert.equal((await ask('POST', '/contacts/CS-4/decisions', decision('T-2'))).json().state, 'outcome-recorded')
})

test('a later decision corrects the case system’s own, and never one that was recorded here', async () => {
  await ask('POST', '/contacts', contact('CS-5'))
  await ask('POST', '/contacts/CS-5/decisions', decision('CS-5-1'))
  const corrected = await ask('POST', '/contacts/CS-5/decisions', decision('CS-5-1', { outcome: 'early-help' }))
  assert.equal(corrected.statusCode, 201, corrected.body)
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ outcome: string; madeIn: string }>`
      select decision.outcome, decision.made_in from front_door.decision
        join front_door.contact on contact.id = decision.contact_id
       where contact.source_contact_id = 'CS-5' order by decision.recorded_at`.execute(tx.sql),
  )
  assert.deepEqual(rows, [
    { outcome: 'assessment', madeIn: 'case-system' },
    { outcome: 'early-help', madeIn: 'case-system' },
  ])
  await ask('POST', '/contacts', contact('CS-6'))
  await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, not_known, why, decided_at, decided_by)
        select contact.authority_id, gen_random_uuid(), contact.id, about.child_id, 'transfer', 'Nothing', 'They moved', now(),
               ${manager.personId}
          from front_door.contact join front_door.contact_child about on about.contact_id = contact.id
         where contact.source_contact_id = 'CS-6'`.execute(tx.sql),
  )
  const refused = await ask('POST', '/contacts/CS-6/decisions', decision('CS-6-1'))
  assert.equal(refused.statusCode, 409, refused.body)
  assert.match(refused.json().detail, /A decision recorded here says otherwise, and stays/)
})

test('what cannot be taken names each field by a pointer and says what to do', async () => {
  const wrong = await ask('POST', '/contacts', contact('CS-7', { receivedAt: 'yesterday', source: '99' }))
  assert.equal(wrong.statusCode, 422)
  const pointers = wrong.json().errors.map(({ pointer }: { pointer: string }) => pointer)
  assert.deepEqual(pointers.sort(), ['/receivedAt', '/source'])
  const early = await ask('POST', '/contacts', contact('CS-8', { receivedAt: hoursAgo(-30), recordedAt: undefined }))
  assert.equal(early.statusCode, 422)
  assert.match(early.json().detail, /has not come yet/)
  assert.equal((await ask('POST', '/contacts/NOBODY/decisions', decision('x'))).statusCode, 404)
  assert.equal((await ask('POST', '/contacts/CS-1/decisions', decision('another'))).statusCode, 422)
  const half = await app.inject({
    method: 'POST',
    url: '/api/v1/contacts',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: '{"contactId":',
  })
  assert.equal(half.statusCode, 400)
  assert.match(String(half.headers['content-type']), /problem\+json/)
})

test('nobody speaks without a token, with one that was ended, or beyond its scope', async () => {
  assert.equal((await ask('GET', '/contacts?state=awaiting-outcome', undefined, { authorization: '' })).statusCode, 401)
  const stranger = { authorization: 'Bearer los_0123456789012345678901234567890' }
  assert.equal((await ask('GET', '/contacts?state=awaiting-outcome', undefined, stranger)).statusCode, 401)
  const beyond = await ask('POST', '/contacts', contact('CS-9'), { authorization: `Bearer ${reader}` })
  assert.equal(beyond.statusCode, 403)
  await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`update api.token set ended_at = now() where name = 'Dashboard'`.execute(tx.sql),
  )
  const ended = await ask('GET', '/contacts?state=awaiting-outcome', undefined, { authorization: `Bearer ${reader}` })
  assert.equal(ended.statusCode, 401)
})

test('of several contacts each stands for itself', async () => {
  const sent = await ask('POST', '/contacts/batch', {
    contacts: [
      contact('B-1'),
      contact('B-2', { source: 'x' }),
      contact('B-3', { receivedAt: hoursAgo(-5), recordedAt: undefined }),
      contact('B-4'),
    ],
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const { results } = sent.json()
  assert.deepEqual(
    results.map(
      (each: { contact?: { state: string }; errors?: readonly { pointer: string }[] }) =>
        each.contact?.state ?? each.errors?.[0]?.pointer,
    ),
    ['awaiting-outcome', '/contacts/1/source', '/contacts/2/receivedAt', 'awaiting-outcome'],
  )
  assert.equal((await ask('POST', '/contacts/batch', { contacts: [] })).statusCode, 422)
})

test('the trail names the system that told', async () => {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ body: Buffer }>`select body from trail.entry where action = 'extract.taken' order by id limit 1`.execute(
      tx.sql,
    ),
  )
  assert.match(rows[0]?.body.toString() ?? '', /api: Case system/)
})

test('the interface describes itself from the schemas that read it', async () => {
  const described = (await app.inject({ url: '/api/v1/openapi.json' })).json()
  assert.equal(described.openapi, '3.1.0')
  assert.deepEqual(
    Object.keys(described.paths)
      .filter((path) => path.startsWith('/contacts'))
      .sort(),
    ['/contacts', '/contacts/batch', '/contacts/{contactId}/decisions'],
  )
  const body = described.paths['/contacts'].post.requestBody.content['application/json'].schema
  assert.ok(body.required.includes('receivedAt') && body.properties.children.minItems === 1)
})

test('a contact about a restricted child is told to no other system', async () => {
  const told = await ask('POST', '/contacts', contact('CS-HIDDEN'))
  assert.equal(told.statusCode, 201, told.body)
  const before = (await ask('GET', '/contacts?state=awaiting-outcome')).json()
  await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`update children.child set is_restricted = true where id in (
          select about.child_id from front_door.contact_child about
            join front_door.contact on contact.id = about.contact_id where contact.source_contact_id = 'CS-HIDDEN')`.execute(
      tx.sql,
    ),
  )
  const after = (await ask('GET', '/contacts?state=awaiting-outcome')).json()
  assert.equal(after.total, before.total - 1)
  assert.ok(after.contacts.every((each: { contactId: string }) => each.contactId !== 'CS-HIDDEN'))
})
