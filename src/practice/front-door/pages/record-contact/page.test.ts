import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { post, testApp } from '#test/app'
import { asTypedNow, contactAnswers } from '../../made-contact.ts'

const { app, database, authorityId, signIn } = await testApp()
const worker = await signIn('duty-social-worker')
const manager = await signIn('duty-manager')

test('a contact with a new child is recorded and stands on the board', async () => {
  const sent = await worker.send(
    '/contacts/record',
    contactAnswers({ 'child.0.givenName': 'Mia', 'child.0.familyName': 'Green' }),
  )
  assert.equal(sent.statusCode, 303, sent.body)
  const contact = await worker.get(String(sent.headers.location))
  assert.equal(contact.statusCode, 200, contact.body)
  assert.match(contact.body, /Mia Green/)
  assert.match(contact.body, /Awaiting an outcome/)
  const board = await manager.get('/duty-board')
  assert.match(board.body, /Bruises on both arms/)
})

test('what is missing is said beside its question, and nothing typed is lost', async () => {
  const sent = await worker.send(
    '/contacts/record',
    contactAnswers({ 'child.0.givenName': 'Tom', urgency: '', parentsKnow: 'not-told' }),
  )
  assert.equal(sent.statusCode, 400)
  assert.match(sent.body, /Choose how soon it needs looking at/)
  assert.match(sent.body, /Bruises on both arms/)
  assert.match(sent.body, /value="Tom"/)
})

test('received means when it reached the council: entered late asks why', async () => {
  const late = contactAnswers({ 'child.0.givenName': 'Ann', receivedAt: asTypedNow({ hours: -5 }) })
  const refused = await worker.send('/contacts/record', late)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /Say why it is entered more than 30 minutes later/)
  const taken = await worker.send('/contacts/record', { ...late, enteredLateBecause: 'It lay in the voicemail' })
  assert.equal(taken.statusCode, 303)
})

test('a child is found by name and added without anything typed being lost', async () => {
  const search = await worker.send('/contacts/record', { ...contactAnswers({}), search: 'Mya Grean', step: 'find' })
  assert.equal(search.statusCode, 200)
  const id = /value="add:([0-9a-f-]+)"/.exec(search.body)?.[1] ?? ''
  assert.notEqual(id, '')
  const added = await worker.send('/contacts/record', { ...contactAnswers({}), step: `add:${id}` })
  assert.match(added.body, /1 contact in 12 months/)
  assert.match(added.body, /Bruises on both arms/)
  const again = await worker.send('/contacts/record', contactAnswers({ 'child.0.id': id }))
  assert.equal(again.statusCode, 303)
})

test('likely duplicates are shown before a new child is made', async () => {
  const asked = await worker.send('/contacts/record', {
    ...contactAnswers({}),
    'new.givenName': 'Mia',
    'new.familyName': 'Green',
    step: 'new',
  })
  assert.match(asked.body, /Is it one of these\?/)
})

test('pressing twice records once', async () => {
  const form = await worker.get('/contacts/record')
  const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const answers = { ...contactAnswers({ 'child.0.givenName': 'Once' }), _token: token }
  const first = await post(app, '/contacts/record', worker.cookie, answers)
  const second = await post(app, '/contacts/record', worker.cookie, answers)
  assert.equal(first.statusCode, 303)
  assert.equal(first.headers.location, second.headers.location)
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`select id from children.child where given_name = 'Once'`.execute(tx.sql),
  )
  assert.equal(rows.length, 1)
})

test('somebody called 999 first: one press, who and when, and the contact follows', async () => {
  const called = await worker.send('/contacts/record/danger', {
    called: 'police',
    calledAt: asTypedNow({}),
    incidentNumber: 'L-123',
  })
  assert.equal(called.statusCode, 303, called.body)
  const follow = String(called.headers.location)
  assert.match((await worker.get(follow)).body, /Police \(999\) called/)
  const recorded = await worker.send(follow, contactAnswers({ 'child.0.givenName': 'Lea' }))
  assert.equal(recorded.statusCode, 303, recorded.body)
  assert.match((await worker.get(String(recorded.headers.location))).body, /L-123/)
})

test('children are found while a name is typed, each with date of birth and last contact, and the search is trailed', async () => {
  const token = /name="_token" value="([^"]+)"/.exec((await worker.get('/contacts/record')).body)?.[1] ?? ''
  const found = await post(app, '/contacts/record/children', worker.cookie, { words: 'Mia Gren', _token: token })
  assert.equal(found.statusCode, 200, found.body)
  const { children } = found.json() as { children: readonly { id: string; text: string }[] }
  assert.match(children[0]?.text ?? '', /^Mia Green, age not known: \d contacts? in 12 months, the last on/)
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql`select 1 from trail.entry where kind = 'read' and subjects @> array[${children[0]?.id}]::uuid[]
          and person_id = ${worker.personId}`.execute(tx.sql),
  )
  assert.ok(rows.length > 0)
})

test('nothing is found while typing for who may not record, or without the form’s token', async () => {
  const partner = await signIn('partner')
  const refused = await post(app, '/contacts/record/children', partner.cookie, { words: 'Mia', _token: 'none' })
  assert.notEqual(refused.statusCode, 200)
  const forged = await post(app, '/contacts/record/children', worker.cookie, { words: 'Mia', _token: 'none' })
  assert.doesNotMatch(forged.body, /Mia Green/)
})
