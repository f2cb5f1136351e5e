import { Temporal } from 'temporal-polyfill'
import {
  addWorkingDays,
  fromLondon,
  londonDate,
  londonDateTime,
  type WorkingCalendar,
  workingDeadline,
} from '#kernel/clock'

/** With less than this left of the working day, a plan is not made in it. */
const hoursForPlan = 2
const endOfMorning = Temporal.PlainTime.from('12:00')

/**
 * By when an Inadequate has its plan: by the end of the working day on which the audit was sent in; where less than two hours
 * are left of it, or it was none, by noon of the next. Past the last year of the calendar nobody knows the working days: then
 * one elapsed day.
 */
export function planDueAt(calendar: WorkingCalendar, sentAt: Temporal.Instant): Temporal.Instant {
  const endOfDay = workingDeadline(calendar, sentAt, 0)
  if (!endOfDay.ok) return sentAt.add({ hours: 24 })
  const isToday = londonDate(endOfDay.value).equals(londonDate(sentAt))
  const enough = Temporal.Instant.compare(sentAt.add({ hours: hoursForPlan }), endOfDay.value) <= 0
  if (isToday && enough) return endOfDay.value
  const day = isToday
    ? addWorkingDays(calendar, londonDate(sentAt), 1)
    : { ok: true as const, value: londonDate(endOfDay.value) }
  if (!day.ok) return sentAt.add({ hours: 24 })
  const noon = fromLondon(day.value.toPlainDateTime(endOfMorning))
  // Clocks change at night, so noon is there every day.
  if (!noon.ok) throw new Error('no noon on that day')
  return noon.value
}

/** A re-audit is opened so long before the day by which it is ordered: time to be given to somebody and done. */
const weeksForReAudit = 2

/** Re-audits that are ordered by this day are opened now. */
export const reAuditOpensBefore = (now: Temporal.Instant): Temporal.PlainDate =>
  londonDate(now).add({ weeks: weeksForReAudit })

/** What is wrong with the day by which a re-audit is ordered; null when nothing is. */
export function reAuditProblem(by: Temporal.PlainDate, now: Temporal.Instant): string | null {
  const today = londonDateTime(now).toPlainDate()
  if (Temporal.PlainDate.compare(by, today) <= 0) return 'Give a day after today'
  if (Temporal.PlainDate.compare(by, today.add({ months: 12 })) > 0) return 'Give a day within twelve months'
  return null
}
