import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, londonDate, startOfLondonDay, type WorkingCalendar } from '#kernel/clock'

/** The Monday of a day's week. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** The first Monday after a day: of a Monday, the one a week later. */
export const nextMonday = (day: Temporal.PlainDate): Temporal.PlainDate => mondayOf(day).add({ days: 7 })

/**
 * The Monday on which the audit of a discussion is opened: after it was held or, if that was later, after it was recorded
 * (practice.md §2, 7).
 */
export function opensOn(heldAt: Temporal.Instant, recordedAt: Temporal.Instant): Temporal.PlainDate {
  const later = Temporal.Instant.compare(heldAt, recordedAt) > 0 ? heldAt : recordedAt
  return nextMonday(londonDate(later))
}

/** An audit of the week is due within five working days of the Monday on which it is opened; that Monday is day 0. */
export function weeklyDueOn(calendar: WorkingCalendar, opened: Temporal.PlainDate): Temporal.PlainDate {
  const due = addWorkingDays(calendar, opened, 5)
  if (!due.ok) throw new RangeError(due.problems.map(({ message }) => message).join(' '))
  return due.value
}

/** From the first instant of one day up to that of another, in London. */
export const spanOf = (from: Temporal.PlainDate, to: Temporal.PlainDate) => ({
  from: startOfLondonDay(from),
  to: startOfLondonDay(to),
})

/** Of those who were not held, so many are audited: one in five, and one where there are any. */
export const notHeldSample = (frame: number): number => (frame === 0 ? 0 : Math.max(1, Math.round(frame / 5)))

/** When whoever gets a case has it done: by the case's day; where that is near or over, within five working days from now. */
export function dueFor(
  { dueOn }: { readonly dueOn: Temporal.PlainDate },
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Temporal.PlainDate {
  const soonest = addWorkingDays(calendar, today, 5)
  return soonest.ok && Temporal.PlainDate.compare(soonest.value, dueOn) > 0 ? soonest.value : dueOn
}
