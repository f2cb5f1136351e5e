import type { Temporal } from 'temporal-polyfill'
import { type Checked, type Invalid, invalid, ok } from '../outcome.ts'
import { dateInWords } from '../words/day.ts'
import type { WorkingCalendar } from './calendar.ts'
import { dayNumberOf, plainDateOf } from './day-number.ts'

/** Whether people work on a day. Invalid outside the years of the calendar. */
export function isWorkingDay(calendar: WorkingCalendar, day: Temporal.PlainDate): Checked<boolean> {
  const upTo = workingDaysUpTo(calendar, day)
  if (upTo === null) return unknownDay(calendar, day)
  return ok(calendar.workingDays[upTo - 1] === dayNumberOf(day))
}

/**
 * The nth working day after a day: the day after is day 1 (Working Together's "within 15 working days of"; another tool in
 * the field counts the first day and is a day early). 2022-06-01 and 15 give 2022-06-24. With 0, the day itself.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
  workingDays: number,
): Checked<Temporal.PlainDate> {
  if (!isCount(workingDays)) return notACount()
  const upTo = workingDaysUpTo(calendar, from)
  if (upTo === null) return unknownDay(calendar, from)
  if (workingDays === 0) return ok(from)
  const found = calendar.workingDays[upTo + workingDays - 1]
  return found === undefined ? endsTooLate(calendar, from, workingDays) : ok(plainDateOf(found))
}

/** How many working days lie after one day, up to and including another. Invalid when the second comes before the first. */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  after: Temporal.PlainDate,
  upTo: Temporal.PlainDate,
): Checked<number> {
  const before = workingDaysUpTo(calendar, after)
  if (before === null) return unknownDay(calendar, after)
  const all = workingDaysUpTo(calendar, upTo)
  if (all === null) return unknownDay(calendar, upTo)
  if (dayNumberOf(upTo) < dayNumberOf(after)) return wrongOrder(after, upTo)
  return ok(all - before)
}

/** How many working days of the calendar lie up to and including a day; null for a day that it does not cover. */
export const workingDaysUpTo = (calendar: WorkingCalendar, day: Temporal.PlainDate): number | null =>
  calendar.workingDaysUpTo[dayNumberOf(day) - dayNumberOf(calendar.firstDay)] ?? null

/** A number of working days that a limit can have: whole, and not below 0. */
export const isCount = (workingDays: number): boolean => Number.isSafeInteger(workingDays) && workingDays >= 0

export const notACount = (): Invalid =>
  invalid({ field: 'workingDays', message: 'Give working days as a whole number, 0 or more.' })

export function unknownDay(calendar: WorkingCalendar, day: Temporal.PlainDate): Invalid {
  const { firstYear, lastYear } = calendar.bankHolidays
  const known = `${dateInWords(day)} is outside the years whose bank holidays are known here (${firstYear} to ${lastYear})`
  return invalid({
    field: 'day',
    message: day.year > lastYear ? `${known}: import the next gov.uk file.` : `${known}.`,
  })
}

export function endsTooLate(calendar: WorkingCalendar, from: Temporal.PlainDate, workingDays: number): Invalid {
  const known = `the bank holidays known here end with ${calendar.bankHolidays.lastYear}`
  return invalid({
    field: 'workingDays',
    message: `${workingDays} working days after ${dateInWords(from)} cannot be worked out, because ${known}: import the next gov.uk file.`,
  })
}

const wrongOrder = (after: Temporal.PlainDate, upTo: Temporal.PlainDate): Invalid =>
  invalid({
    field: 'upTo',
    message: `${dateInWords(upTo)} is before ${dateInWords(after)}: give the earlier day first.`,
  })
