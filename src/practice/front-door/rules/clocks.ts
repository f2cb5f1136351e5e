import { Temporal } from 'temporal-polyfill'
import { afterElapsedHours, fromLondon, londonDateTime, type WorkingCalendar, workingDeadline } from '#kernel/clock'

/** Hours from receipt to a recorded outcome: elapsed, round the clock (council report §11). */
export const outcomeHours = 24

/** When a contact must have an outcome: 24 elapsed hours from when it reached the council, whenever it was typed in. */
export const outcomeDueAt = (receivedAt: Temporal.Instant): Temporal.Instant =>
  afterElapsedHours(receivedAt, outcomeHours)

/**
 * The end of the working day after an instant (Working Together: one working day for the decision on a referral). Past the
 * last year of the calendar nobody knows the working days: then 24 elapsed hours, which is never later.
 */
export function oneWorkingDayFrom(calendar: WorkingCalendar, from: Temporal.Instant): Temporal.Instant {
  const due = workingDeadline(calendar, from, 1)
  return due.ok ? due.value : afterElapsedHours(from, 24)
}

/** The end of the day after, for what "a second manager confirms next day" asks: 17:00 in London, working day or not. */
export function endOfNextDay(from: Temporal.Instant): Temporal.Instant {
  const day = londonDateTime(from).toPlainDate().add({ days: 1 })
  const end = fromLondon(day.toPlainDateTime(Temporal.PlainTime.from('17:00')))
  return end.ok ? end.value : afterElapsedHours(from, 24)
}

/** Whether something happened after `limit` more minutes than it should: exactly at the limit is still in time. */
export const isMoreThanMinutesAfter = (from: Temporal.Instant, to: Temporal.Instant, minutes: number): boolean =>
  to.epochMilliseconds - from.epochMilliseconds > minutes * 60_000

/** Times are typed to the minute, so something typed "14:05" is not earlier than 14:05:30. */
export const isBeforeTheMinuteOf = (typed: Temporal.Instant, other: Temporal.Instant): boolean =>
  typed.epochMilliseconds < other.epochMilliseconds - (((other.epochMilliseconds % 60_000) + 60_000) % 60_000)
