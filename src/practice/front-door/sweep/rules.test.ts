import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { assign, climbsDue, type Rung } from './ladder.ts'
import { dueFor, isRecordedLate, type LateContact } from './rules.ts'

const limits = { warningHours: 20, reviewMinutes: 60, climbMinutes: 60 }
const received = Temporal.Instant.from('2021-11-21T14:05:00Z')
const after = (hours: number, seconds = 0): Temporal.Instant => received.add({ seconds: hours * 3600 + seconds })

const waiting = (lastReview: LateContact['lastReview'] = null, isWarned = false): LateContact => ({
  receivedAt: received,
  isWarned,
  lastReview,
})

const reviewOpened = (hours: number, more: Partial<NonNullable<LateContact['lastReview']>> = {}) => ({
  openedAt: after(hours),
  period: Math.floor(hours / 24),
  isRecorded: false,
  firstRung: 'duty-manager' as Rung,
  climbedTo: [] as readonly Rung[],
  ...more,
})

test('a contact without an outcome is warned about from 20 hours, once', () => {
  assert.equal(dueFor(waiting(), after(20, -1), limits).warns, false)
  assert.equal(dueFor(waiting(), after(20), limits).warns, true)
  assert.equal(dueFor(waiting(null, true), after(21), limits).warns, false)
})

test('a contact received exactly 24 hours ago is due for review now, and one second earlier it was not', () => {
  assert.equal(dueFor(waiting(), after(24, -1), limits).opens, null)
  assert.deepEqual(dueFor(waiting(), after(24), limits).opens, { period: 1, missed: 0 })
})

test('a contact that is already due for review is not warned about as well', () => {
  assert.equal(dueFor(waiting(), after(24), limits).warns, false)
})

test('while a review is open no second one opens for the same contact', () => {
  const due = dueFor(waiting(reviewOpened(24)), after(50), limits)
  assert.equal(due.opens, null)
  assert.equal(due.isOpenAlready, true)
})

test('the 48-hour review opens 48 hours from receipt, whenever the first was recorded', () => {
  const recorded = reviewOpened(24, { isRecorded: true })
  assert.equal(dueFor(waiting(recorded), after(48, -1), limits).opens, null)
  assert.deepEqual(dueFor(waiting(recorded), after(48), limits).opens, { period: 2, missed: 0 })
})

test('a first review recorded after 48 hours does not stand in for the second', () => {
  const recordedLate = reviewOpened(24, { isRecorded: true })
  assert.deepEqual(dueFor(waiting(recordedLate), after(49), limits).opens, { period: 2, missed: 0 })
})

test('periods missed while nobody ran are counted in one review, not opened one by one', () => {
  assert.deepEqual(dueFor(waiting(), after(100), limits).opens, { period: 4, missed: 3 })
  const recorded = reviewOpened(24, { isRecorded: true })
  assert.deepEqual(dueFor(waiting(recorded), after(100), limits).opens, { period: 4, missed: 2 })
})

test('when the clocks go back the review opens after 24 lived hours, at 13:05 on the clock', () => {
  const saturday = Temporal.ZonedDateTime.from('2021-10-30T14:05[Europe/London]').toInstant()
  const contact = { receivedAt: saturday, isWarned: false, lastReview: null }
  const sunday = (time: string) => Temporal.ZonedDateTime.from(`2021-10-31T${time}[Europe/London]`).toInstant()
  assert.equal(dueFor(contact, sunday('13:04:59'), limits).opens, null)
  assert.deepEqual(dueFor(contact, sunday('13:05'), limits).opens, { period: 1, missed: 0 })
})

test('when the clocks go forward the review opens after 24 lived hours, at 15:05 on the clock', () => {
  const saturday = Temporal.ZonedDateTime.from('2022-03-26T14:05[Europe/London]').toInstant()
  const contact = { receivedAt: saturday, isWarned: false, lastReview: null }
  const sunday = (time: string) => Temporal.ZonedDateTime.from(`2022-03-27T${time}[Europe/London]`).toInstant()
  assert.equal(dueFor(contact, sunday('15:04:59'), limits).opens, null)
  assert.deepEqual(dueFor(contact, sunday('15:05'), limits).opens, { period: 1, missed: 0 })
})

test('an undone review climbs to the service manager after an hour and to the head of service after two', () => {
  const review = reviewOpened(24)
  assert.deepEqual(climbsDue(review, after(25, -1), limits), [])
  assert.deepEqual(climbsDue(review, after(25), limits), ['service-manager'])
  const climbed = reviewOpened(24, { climbedTo: ['service-manager'] })
  assert.deepEqual(climbsDue(climbed, after(26, -1), limits), [])
  assert.deepEqual(climbsDue(climbed, after(26), limits), ['head-of-service'])
})

test('after downtime an undone review stands where it would have stood, and each rung passed is told', () => {
  assert.deepEqual(climbsDue(reviewOpened(24), after(40), limits), ['service-manager', 'head-of-service'])
})

test('an authority may give the service manager longer than the duty manager', () => {
  const longer = { ...limits, climbMinutes: 180 }
  assert.deepEqual(climbsDue(reviewOpened(24), after(28, -1), longer), ['service-manager'])
  assert.deepEqual(climbsDue(reviewOpened(24), after(28), longer), ['service-manager', 'head-of-service'])
})

test('a recorded review climbs no further', () => {
  assert.deepEqual(dueFor(waiting(reviewOpened(24, { isRecorded: true })), after(30), limits).climbs, [])
})

test('a review that began with the service manager climbs to the head of service after an hour', () => {
  assert.deepEqual(climbsDue(reviewOpened(24, { firstRung: 'service-manager' }), after(25), limits), [
    'head-of-service',
  ])
})

test('with nobody on the rota the review goes to the next rung, and the gap is an alarm', () => {
  const holders = { 'duty-manager': null, 'service-manager': 'sam', 'head-of-service': 'hana' }
  assert.deepEqual(assign('duty-manager', holders), { rung: 'service-manager', personId: 'sam', isGap: true })
  const staffed = { ...holders, 'duty-manager': 'dee' }
  assert.deepEqual(assign('duty-manager', staffed), { rung: 'duty-manager', personId: 'dee', isGap: false })
})

test('with nobody named on any rung the review waits for every head of service, and the gap is an alarm', () => {
  const nobody = { 'duty-manager': null, 'service-manager': null, 'head-of-service': null }
  assert.deepEqual(assign('duty-manager', nobody), { rung: 'head-of-service', personId: null, isGap: true })
})

test('a decision recorded an hour after it was made is in time, and a second more is late', () => {
  assert.equal(isRecordedLate(received, after(1), 60), false)
  assert.equal(isRecordedLate(received, after(1, 1), 60), true)
})

test('however the sweeps fall, each mark is reviewed or counted as missed, and none twice', () => {
  const gaps = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 5000 }), records: fc.boolean() }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(gaps, (steps) => {
      let at = received
      let last: ReturnType<typeof reviewOpened> | null = null
      let accounted = 0
      for (const { wait, records } of steps) {
        at = at.add({ minutes: wait })
        const { opens } = dueFor(waiting(last), at, limits)
        if (opens) {
          accounted += 1 + opens.missed
          assert.equal(accounted, opens.period)
          last = { ...reviewOpened(0), openedAt: at, period: opens.period }
          assert.equal(dueFor(waiting(last), at, limits).opens, null)
        }
        if (last && records) last = { ...last, isRecorded: true }
      }
    }),
  )
})
