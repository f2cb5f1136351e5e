import type { Temporal } from 'temporal-polyfill'
import { type Checked, ok } from '../outcome.ts'
import type { WorkingCalendar } from './calendar.ts'
import { dayNumberOf, plainDateOf } from './day-number.ts'
import { elapsedMinutes } from './elapsed.ts'
import { fromLondon, londonDate } from './london.ts'
import { unknownDay, workingDaysUpTo } from './working-days.ts'

/**
 * The minutes of working time between two instants, with fractions: what falls within the working hours of working days, so that
 * Friday 16:00 to Monday 10:00 are two hours. 0 when the second comes first. Invalid outside the calendar's years.
 */
export function workingMinutesBetween(
  calendar: WorkingCalendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Checked<number> {
  const [first, last] = [londonDate(from), londonDate(to)]
  const before = workingDaysUpTo(calendar, first)
  if (before === null) return unknownDay(calendar, first)
  const upTo = workingDaysUpTo(calendar, last)
  if (upTo === null) return unknownDay(calendar, last)
  let minutes = 0
  for (let at = Math.max(before - 1, 0); at < upTo; at += 1) {
    const day = calendar.workingDays[at]
    if (day === undefined || day < dayNumberOf(first)) continue
    const opens = fromLondon(plainDateOf(day).toPlainDateTime(calendar.hours.startsAt))
    if (!opens.ok) return opens
    const closes = fromLondon(plainDateOf(day).toPlainDateTime(calendar.hours.endsAt))
    if (!closes.ok) return closes
    minutes += Math.max(0, elapsedMinutes(later(opens.value, from), earlier(closes.value, to)))
  }
  return ok(minutes)
}

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  one.epochNanoseconds > other.epochNanoseconds ? one : other
const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  one.epochNanoseconds < other.epochNanoseconds ? one : other
