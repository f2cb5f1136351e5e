import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar as calendar } from '#test/calendar'
import { londonDate } from './london.ts'
import { workingClock } from './working-clock.ts'
import { workingDaysBetween } from './working-days.ts'
import { workingMinutesBetween } from './working-time.ts'

const clock = workingClock(calendar)
const at = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/London').toInstant()

const minutes = (from: string, to: string): number => {
  const read = workingMinutesBetween(calendar, at(from), at(to))
  assert.ok(read.ok)
  return read.value
}

test('an hour on Friday afternoon and one on Monday morning are two hours of working time', () => {
  assert.equal(minutes('2022-06-10T16:00', '2022-06-13T10:00'), 120)
})

test('nights, the long weekend of the Jubilee and the evening before count nothing', () => {
  assert.equal(minutes('2022-06-01T17:00', '2022-06-06T09:00'), 0)
  assert.equal(minutes('2022-06-01T23:30', '2022-06-06T09:30'), 30)
})

test('a working day is eight hours on either side of a clock change', () => {
  assert.equal(minutes('2021-10-29T09:00', '2021-11-01T17:00'), 16 * 60)
  assert.equal(minutes('2022-03-25T09:00', '2022-03-28T17:00'), 16 * 60)
})

const years = { min: Date.UTC(2012, 0, 2), max: Date.UTC(2028, 11, 30) }

test('the quick clock says what the calendar says, between any two moments of its years', () => {
  fc.assert(
    fc.property(
      fc.integer(years),
      // Up to three months: over years the two agree as they agree over each month of them.
      fc.integer({ min: 0, max: 92 * 86_400_000 }),
      (start, more) => {
        const end = Math.min(start + more, years.max)
        const [from, to] = [start, end].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
        assert.ok(from && to)
        const slow = workingMinutesBetween(calendar, from, to)
        assert.ok(slow.ok)
        assert.ok(Math.abs(clock.minutesBetween(start, end) - slow.value) < 1e-6, `${from} to ${to}`)
        const days = workingDaysBetween(calendar, londonDate(from), londonDate(to))
        assert.ok(days.ok)
        assert.equal(clock.daysBetween(start, end), days.value)
        assert.equal(
          clock.dayOf(start),
          Math.floor(Date.UTC(londonDate(from).year, londonDate(from).month - 1, londonDate(from).day) / 86_400_000),
        )
      },
    ),
    { numRuns: 2000 },
  )
})

test('outside the years whose bank holidays are known it says that it does not know', () => {
  const [before, within] = [Date.UTC(2001, 5, 1), Date.UTC(2021, 5, 1)]
  assert.ok(Number.isNaN(clock.minutesBetween(before, within)))
  assert.ok(Number.isNaN(clock.daysBetween(within, Date.UTC(2040, 5, 1))))
  assert.equal(workingMinutesBetween(calendar, at('2001-06-01T10:00'), at('2021-06-01T10:00')).ok, false)
  assert.equal(clock.dayOf(before), before / 86_400_000)
})
