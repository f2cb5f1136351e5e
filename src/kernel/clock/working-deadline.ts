import type { Temporal } from 'temporal-polyfill'
import { type Checked, ok } from '../outcome.ts'
import type { WorkingCalendar } from './calendar.ts'
import { dayNumberOf, plainDateOf } from './day-number.ts'
import { fromLondon, londonDateTime } from './london.ts'
import { endsTooLate, isCount, notACount, unknownDay, workingDaysUpTo } from './working-days.ts'

/**
 * The end of the nth working day after an instant.
 *
 * The rule (practice.md §3): the day after is day 1; a working day ends at 17:00; what falls after that, or on a day that
 * is not a working day, counts from 09:00 of the next working day. So with "one working day":
 *
 *   - received Tue 14:00: Tuesday is day 0, Wednesday is day 1, due Wed 17:00;
 *   - received Tue 17:00 exactly: still Tuesday's, due Wed 17:00; a second later it is Wednesday's, due Thu 17:00;
 *   - received Tue 07:30: Tuesday is a working day and has not ended, so it is Tuesday's, due Wed 17:00;
 *   - received Fri 18:00 or at any time of the weekend: counts from Mon 09:00, Monday is day 0, due Tue 17:00.
 *
 * With 0, the end of the working day on which it counts ("rung 1, same working day"). Invalid outside the calendar's years.
 */
export function workingDeadline(
  calendar: WorkingCalendar,
  from: Temporal.Instant,
  workingDays: number,
): Checked<Temporal.Instant> {
  if (!isCount(workingDays)) return notACount()
  const counted = countedOn(calendar, londonDateTime(from))
  if (!counted.ok) return counted
  const due = calendar.workingDays[counted.value + workingDays]
  if (due === undefined) return endsTooLate(calendar, londonDateTime(from).toPlainDate(), workingDays)
  return fromLondon(plainDateOf(due).toPlainDateTime(calendar.hours.endsAt))
}

/**
 * The instant from which the working clock counts something: itself when it falls on a working day that has not ended,
 * otherwise the start of the next working day.
 */
export function countsFrom(calendar: WorkingCalendar, from: Temporal.Instant): Checked<Temporal.Instant> {
  const local = londonDateTime(from)
  const counted = countedOn(calendar, local)
  if (!counted.ok) return counted
  const day = calendar.workingDays[counted.value]
  if (day === undefined) return endsTooLate(calendar, local.toPlainDate(), 1)
  if (day === dayNumberOf(local)) return ok(from)
  return fromLondon(plainDateOf(day).toPlainDateTime(calendar.hours.startsAt))
}

/** Day 0: the place in `calendar.workingDays` of the working day on which a London time counts. */
function countedOn(calendar: WorkingCalendar, local: Temporal.PlainDateTime): Checked<number> {
  const upTo = workingDaysUpTo(calendar, local.toPlainDate())
  if (upTo === null) return unknownDay(calendar, local.toPlainDate())
  const isOnWorkingDay = calendar.workingDays[upTo - 1] === dayNumberOf(local)
  const hasEnded = nanosecondOfDay(local) > nanosecondOfDay(calendar.hours.endsAt)
  return ok(isOnWorkingDay && !hasEnded ? upTo - 1 : upTo)
}

const nanosecondOfDay = (time: Temporal.PlainTime | Temporal.PlainDateTime): number =>
  (((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond) * 1_000_000 +
  time.microsecond * 1000 +
  time.nanosecond
