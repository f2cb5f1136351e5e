import { Temporal } from 'temporal-polyfill'
import { afterElapsedHours, fromLondon, londonDate, type WorkingCalendar, workingDeadline } from '#kernel/clock'

/** How long a broken glass lets somebody in: four elapsed hours, never longer. PostgreSQL checks the same. */
export const openHours = 4

/** By when a restriction is to be looked at again. */
export const reviewDueOn = (now: Temporal.Instant, everyDays: number): Temporal.PlainDate =>
  londonDate(now).add({ days: everyDays })

/** The moment by which a review of that day is late: 17:00 in London. */
export function endOfReviewDay(day: Temporal.PlainDate): Temporal.Instant {
  const end = fromLondon(day.toPlainDateTime(Temporal.PlainTime.from('17:00')))
  // Clocks change at night, so 17:00 is there every day.
  if (!end.ok) throw new Error('no 17:00 on that day')
  return end.value
}

/** Days before a review is due from which it stands in the guardian's My work. */
const shownDaysBefore = 14

export const isReviewNear = (dueOn: Temporal.PlainDate, now: Temporal.Instant): boolean =>
  Temporal.PlainDate.compare(londonDate(now).add({ days: shownDaysBefore }), dueOn) >= 0

/**
 * When a breaking of the glass must have been reviewed (within one working day), and when whoever it climbs to is late
 * as well (one more). Past the last year of the calendar nobody knows the working days: then elapsed days.
 */
export function breakingDeadlines(
  calendar: WorkingCalendar,
  brokenAt: Temporal.Instant,
): { readonly reviewDueAt: Temporal.Instant; readonly climbDueAt: Temporal.Instant } {
  const after = (workingDays: number): Temporal.Instant => {
    const due = workingDeadline(calendar, brokenAt, workingDays)
    return due.ok ? due.value : afterElapsedHours(brokenAt, 24 * workingDays)
  }
  return { reviewDueAt: after(1), climbDueAt: after(2) }
}
