import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, fromLondon, londonDate, type WorkingCalendar } from '#kernel/clock'

/** Overdue from the first moment after its day, in London. */
export const isOverdue = (dueOn: Temporal.PlainDate, at: Temporal.Instant): boolean =>
  Temporal.PlainDate.compare(dueOn, londonDate(at)) < 0

/** The moment by which something due on a day is late: 17:00 in London. */
export function endOfDay(day: Temporal.PlainDate, endsAt = Temporal.PlainTime.from('17:00')): Temporal.Instant {
  const end = fromLondon(day.toPlainDateTime(endsAt))
  // Clocks change at night, so every working time is there every day.
  if (!end.ok) throw new Error(`no ${endsAt.toString()} on that day`)
  return end.value
}

export interface ClimbDays {
  /** Working days after the day it was due until the first rung. */
  readonly first: number
  /** Working days from each rung to the next. */
  readonly again: number
}

/**
 * When an overdue action climbs to a rung: at the end of the nth working day after the day it was due. With 1 and 5, due Tue 1
 * Dec: rung 1 on Wed 2 Dec at 17:00, rung 2 on Wed 9 Dec at 17:00. Past the last year of the calendar nobody knows the working
 * days: then elapsed days.
 */
export function climbsAt(
  calendar: WorkingCalendar,
  dueOn: Temporal.PlainDate,
  rung: number,
  { first, again }: ClimbDays,
): Temporal.Instant {
  const days = first + (rung - 1) * again
  const day = addWorkingDays(calendar, dueOn, days)
  return endOfDay(day.ok ? day.value : dueOn.add({ days }), calendar.hours.endsAt)
}

/** The rungs, from 1 to `rungs`, that an action has come to by then. */
export const rungsReached = (
  calendar: WorkingCalendar,
  dueOn: Temporal.PlainDate,
  at: Temporal.Instant,
  rungs: number,
  days: ClimbDays,
): readonly number[] =>
  Array.from({ length: rungs }, (_each, index) => index + 1).filter(
    (rung) => Temporal.Instant.compare(climbsAt(calendar, dueOn, rung, days), at) <= 0,
  )
