import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Pace } from './finding.ts'
import { at, clock } from './made-facts.ts'
import { climbsAt, rungAt } from './rungs.ts'

const asked = (pace: Pace, from: string, moment: string, available: readonly number[] = [1, 2, 3]) => {
  const due = rungAt({ pace, available, from: at(from) }, at(moment), clock)
  return due === null ? null : [due.rung, due.dueAt.toString(), due.missed]
}

const byFour: Pace = { kind: 'to-limit', limit: at('2021-11-22T16:00:00Z') }

test('before a discussion the time left is divided evenly, and the last rung ends at the limit', () => {
  assert.deepEqual(asked(byFour, '2021-11-22T13:00:00Z', '2021-11-22T13:00:00Z'), [1, '2021-11-22T14:00:00Z', []])
  // The second rung is asked when the first is over, and so on.
  assert.deepEqual(asked(byFour, '2021-11-22T14:00:00Z', '2021-11-22T14:00:00Z', [2, 3]), [
    2,
    '2021-11-22T15:00:00Z',
    [],
  ])
  assert.deepEqual(asked(byFour, '2021-11-22T15:00:00Z', '2021-11-22T15:00:00Z', [3]), [3, '2021-11-22T16:00:00Z', []])
})

test('no rung gets less than ten minutes, unless less is left', () => {
  assert.deepEqual(asked(byFour, '2021-11-22T15:45:00Z', '2021-11-22T15:45:00Z'), [1, '2021-11-22T15:55:00Z', []])
  assert.deepEqual(asked(byFour, '2021-11-22T15:55:00Z', '2021-11-22T15:55:00Z', [2, 3]), [
    2,
    '2021-11-22T16:00:00Z',
    [],
  ])
})

test('the night counts before a discussion: elapsed time, also when the clocks go back', () => {
  // From Sat 30 Oct 23:00 BST to Sun 31 Oct 08:00 GMT are ten hours, of which two rungs have five each.
  const pace: Pace = { kind: 'to-limit', limit: at('2021-10-31T08:00:00Z') }
  assert.deepEqual(asked(pace, '2021-10-30T22:00:00Z', '2021-10-30T22:00:00Z', [1, 2]), [1, '2021-10-31T03:00:00Z', []])
})

test('afterwards rung 1 has the same working day, rung 2 one working day, rung 3 two', () => {
  const pace: Pace = { kind: 'working-days' }
  // Thu 23 Dec 2021, 10:00.
  assert.deepEqual(asked(pace, '2021-12-23T10:00:00Z', '2021-12-23T10:00:00Z'), [1, '2021-12-23T17:00:00Z', []])
  assert.deepEqual(asked(pace, '2021-12-23T17:00:00Z', '2021-12-23T17:00:00Z', [2, 3]), [2, '2021-12-24T17:00:00Z', []])
  // Christmas Day to Tuesday 28 are no working days; two working days are the 29th and the 30th.
  assert.deepEqual(asked(pace, '2021-12-24T17:00:00Z', '2021-12-24T17:00:00Z', [3]), [3, '2021-12-30T17:00:00Z', []])
  // Wed 1 June 2022 after hours: counts from Mon 6 June, in summer time.
  assert.deepEqual(asked(pace, '2022-06-01T17:30:00Z', '2022-06-01T17:30:00Z'), [1, '2022-06-06T16:00:00Z', []])
  // Sat 26 Mar 2022: Monday 17:00 is summer time. Sat 30 Oct 2021: Monday 17:00 is not.
  assert.deepEqual(asked(pace, '2022-03-26T12:00:00Z', '2022-03-26T12:00:00Z'), [1, '2022-03-28T16:00:00Z', []])
  assert.deepEqual(asked(pace, '2021-10-30T12:00:00Z', '2021-10-30T12:00:00Z'), [1, '2021-11-01T17:00:00Z', []])
})

test('after downtime only the rung that holds now is asked, and those that passed are named', () => {
  const pace: Pace = { kind: 'working-days' }
  assert.deepEqual(asked(pace, '2021-11-22T10:00:00Z', '2021-11-23T09:00:00Z'), [2, '2021-11-23T17:00:00Z', [1]])
  assert.deepEqual(asked(pace, '2021-11-22T10:00:00Z', '2021-12-20T09:00:00Z'), [3, '2021-11-25T17:00:00Z', [1, 2]])
  assert.equal(asked(pace, '2021-11-22T10:00:00Z', '2021-11-22T09:59:59Z'), null)
})

test('a rung with nobody on it gives its time to the others', () => {
  assert.deepEqual(asked(byFour, '2021-11-22T13:00:00Z', '2021-11-22T13:00:00Z', [1, 3]), [
    1,
    '2021-11-22T14:30:00Z',
    [],
  ])
  assert.equal(asked(byFour, '2021-11-22T13:00:00Z', '2021-11-22T13:00:00Z', []), null)
})

const rung = {
  rung: 1,
  toName: 'Desk',
  openedAt: at('2021-11-22T13:00:00Z'),
  dueAt: at('2021-11-22T14:00:00Z'),
  isLast: false,
}
const climbs = (pace: Pace, ...replies: readonly string[]) =>
  climbsAt({ repliedAt: replies.map(at) }, rung, pace, clock).toString()

test('not answered it climbs when its time is over; answered, it is held once more and never past the limit', () => {
  assert.equal(climbs(byFour), '2021-11-22T14:00:00Z')
  assert.equal(climbs(byFour, '2021-11-22T13:30:00Z'), '2021-11-22T14:30:00Z')
  // A second answer holds no longer than the first, and one that came too late holds nothing.
  assert.equal(climbs(byFour, '2021-11-22T13:30:00Z', '2021-11-22T13:50:00Z'), '2021-11-22T14:30:00Z')
  assert.equal(climbs(byFour, '2021-11-22T14:00:01Z'), '2021-11-22T14:00:00Z')
  assert.equal(
    climbs({ kind: 'to-limit', limit: at('2021-11-22T14:10:00Z') }, '2021-11-22T13:30:00Z'),
    '2021-11-22T14:10:00Z',
  )
  assert.equal(climbs({ kind: 'working-days' }, '2021-11-22T13:30:00Z'), '2021-11-23T17:00:00Z')
})

test('whenever it is looked at and however many rungs there are, every rung before a discussion ends by its limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 48 * 60 }),
      fc.integer({ min: 0, max: 48 * 60 }),
      fc.integer({ min: 1, max: 6 }),
      (minutesLeft, minutesLater, count) => {
        const from = at('2021-10-30T12:00:00Z')
        const limit = from.add({ minutes: minutesLeft })
        const moment = from.add({ minutes: Math.min(minutesLater, minutesLeft) })
        const available = Array.from({ length: count }, (_, index) => index + 1)
        const due = rungAt({ pace: { kind: 'to-limit', limit }, available, from }, moment, clock)
        assert.ok(due !== null && Temporal.Instant.compare(due.dueAt, limit) <= 0)
        assert.deepEqual(due.missed, available.slice(0, due.rung - 1))
      },
    ),
  )
})
