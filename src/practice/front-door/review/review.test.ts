import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { addShift } from '#practice/organisation'
import { testApp } from '#test/app'
import { answerOf } from '#test/outcome'
import { asTypedNow, contactAnswers } from '../made-contact.ts'
import { sweep } from '../sweep/sweep.ts'
import { isReviewedInTime } from './rules.ts'

const { database, authorityId, signIn } = await testApp()
const worker = await signIn('duty-social-worker')
const manager = await signIn('duty-manager')
const partner = await signIn('partner')
await transact(database, asSystem(authorityId, 'test'), async (tx) => {
  const startsAt = tx.now.subtract({ hours: 2 })
  answerOf(
    await addShift(tx, {
      duty: 'duty-manager',
      personId: manager.personId,
      startsAt,
      endsAt: startsAt.add({ hours: 12 }),
    }),
  )
})

/** A contact that reached the council a day and an hour ago and is swept now: its address and its review's. */
async function lateContact(name: string): Promise<{ readonly contact: string; readonly review: string }> {
  const answers = contactAnswers({
    'child.0.givenName': name,
    receivedAt: asTypedNow({ hours: -25 }),
    enteredLateBecause: 'It lay in the shared inbox',
  })
  const sent = await worker.send('/contacts/record', answers)
  assert.equal(sent.statusCode, 303, sent.body)
  await transact(database, asSystem(authorityId, 'sweep'), (tx) => sweep(tx, tx.now))
  const contact = String(sent.headers.location)
  const list = (await manager.get('/reviews')).body
  const review = new RegExp(`href="(${contact}/reviews/[0-9a-f-]+)"`).exec(list)?.[1]
  assert.ok(review, 'the review is not on the list')
  return { contact, review }
}

const said = {
  whyNoOutcome: 'The GP has not rung back',
  whatHappensNow: 'Jo visits at four',
  nextAt: asTypedNow({ hours: 3 }),
}

test('a contact without an outcome after 24 hours is in the reviewer’s work, and the review is recorded with what and when next', async () => {
  const { contact, review } = await lateContact('Waits')
  const work = (await manager.get('/')).body
  assert.match(work, /Review now/)
  assert.match(work, /1 child, no outcome for 25 h/)
  assert.doesNotMatch(work, /Waits/)
  const sent = await manager.send(review, said)
  assert.equal(sent.statusCode, 303, sent.body)
  const page = (await manager.get(contact)).body
  assert.match(page, /The GP has not rung back/)
  assert.match(page, /Awaiting an outcome/)
  assert.doesNotMatch((await manager.get('/reviews')).body, new RegExp(review))
  assert.match((await manager.get('/reviews?show=ended')).body, /In time/)
})

test('why, what now and when next are all asked, and next is a time to come within a day', async () => {
  const { review } = await lateContact('Asked')
  const bare = await manager.send(review, {})
  assert.equal(bare.statusCode, 400)
  for (const sentence of [
    /Say why there is no outcome yet/,
    /Say what happens now/,
    /Enter when it is looked at again/,
  ])
    assert.match(bare.body, sentence)
  const past = await manager.send(review, { ...said, nextAt: asTypedNow({ hours: -1 }) })
  assert.match(past.body, /this time has passed/)
  const far = await manager.send(review, { ...said, nextAt: asTypedNow({ hours: 48 }) })
  assert.match(far.body, /within 24 hours: a child is waiting/)
})

test('a review that somebody else recorded meets a conflict, and is corrected only with a reason', async () => {
  const { contact, review } = await lateContact('Twice')
  await manager.send(review, said)
  const again = await manager.send(review, { ...said, whyNoOutcome: 'The school is shut' })
  assert.equal(again.statusCode, 409)
  assert.match(again.body, new RegExp(`${manager.name} recorded this review`))
  assert.match(again.body, /The school is shut/)
  const corrected = await manager.send(review, {
    ...said,
    whyNoOutcome: 'The school is shut',
    correctionReason: 'Wrong family',
  })
  assert.equal(corrected.statusCode, 303, corrected.body)
  const page = (await manager.get(contact)).body
  assert.match(page, /The school is shut/)
  assert.match(page, /The GP has not rung back/)
})

test('an outcome ends the review, and it cannot be recorded afterwards', async () => {
  const { contact, review } = await lateContact('Decided')
  const form = (await manager.get(`${contact}/decision`)).body
  const childId = /name="child.0.childId" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const decided = await manager.send(`${contact}/decision`, {
    'child.0.childId': childId,
    'child.0.outcome': 'assessment',
    notKnown: 'Nothing',
    why: 'Two worries',
    decidedBy: manager.personId,
    decidedAt: asTypedNow(),
  })
  assert.equal(decided.statusCode, 303, decided.body)
  const late = await manager.send(review, said)
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /An outcome was recorded for this contact/)
  assert.match((await manager.get('/reviews?show=ended')).body, /An outcome was recorded/)
})

test('those who do not decide see the list and cannot record; a partner sees nothing', async () => {
  const { review } = await lateContact('Closed')
  assert.equal((await worker.get('/reviews')).statusCode, 200)
  assert.equal((await worker.get(review)).statusCode, 403)
  assert.equal((await partner.get('/reviews')).statusCode, 404)
  assert.equal((await partner.get(review)).statusCode, 404)
})

test('the list downloads as CSV and as a workbook', async () => {
  const csv = await manager.get('/reviews?show=ended&format=csv')
  assert.match(csv.body, /Contact,Review at hours/)
  const workbook = await manager.get('/reviews?format=xlsx')
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK')
})

test('recorded exactly an hour after opening is in time, a second later is not', () => {
  const openedAt = Temporal.Instant.from('2026-11-24T10:00:00Z')
  assert.equal(isReviewedInTime({ openedAt, recordedAt: openedAt.add({ minutes: 60 }) }, 60), true)
  assert.equal(isReviewedInTime({ openedAt, recordedAt: openedAt.add({ minutes: 60, seconds: 1 }) }, 60), false)
})
