import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { calendarDayOf, dayNumberOf, plainDateOf, weekdayOf } from './day-number.ts'

const epoch = new Temporal.PlainDate(1970, 1, 1)

it('day numbers, dates and weekdays agree with Temporal over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -80_000, max: 80_000 }), (dayNumber) => {
      const date = epoch.add({ days: dayNumber })
      assert.equal(dayNumberOf(date), dayNumber)
      assert.deepEqual(calendarDayOf(dayNumber), { year: date.year, month: date.month, day: date.day })
      assert.ok(plainDateOf(dayNumber).equals(date))
      assert.equal(weekdayOf(dayNumber), date.dayOfWeek)
    }),
    { numRuns: 2000 },
  )
})
