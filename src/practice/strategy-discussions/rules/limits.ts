import { Temporal } from 'temporal-polyfill'
import {
  addWorkingDays,
  afterElapsedHours,
  londonDate,
  startOfLondonDay,
  type WorkingCalendar,
  workingDeadline,
} from '#kernel/clock'

/** Limits of an authority that these rules need; see the organisation's settings. */
export interface DiscussionLimits {
  readonly strategyDiscussionHours: number
  readonly fullMeetingDays: number
}

/**
 * By when a discussion is to be held: so many elapsed hours from when reasonable cause was recorded, nights, weekends and
 * clock changes counted. There is no national limit; 24 hours is the local standard (practice, clocks).
 */
export const heldBy = (reasonableCauseAt: Temporal.Instant, limits: DiscussionLimits): Temporal.Instant =>
  afterElapsedHours(reasonableCauseAt, limits.strategyDiscussionHours)

/** By when all three partners are to have met after an emergency call: the end of so many working days. */
export const fullMeetingBy = (
  calendar: WorkingCalendar,
  callEndedAt: Temporal.Instant,
  limits: DiscussionLimits,
): Temporal.Instant => within(calendar, callEndedAt, limits.fullMeetingDays)

/** A service manager looks at a decision to hold none within one working day. */
export const notHoldingReviewBy = (calendar: WorkingCalendar, decidedAt: Temporal.Instant): Temporal.Instant =>
  within(calendar, decidedAt, 1)

/** The record goes to those who came and those who did not within one working day of the end. */
export const circulatedBy = (calendar: WorkingCalendar, endedAt: Temporal.Instant): Temporal.Instant =>
  within(calendar, endedAt, 1)

/** A chair who departs from the standard is confirmed the next morning: by noon of the day after, whatever day that is. */
export const chairConfirmedBy = (endedAt: Temporal.Instant): Temporal.Instant =>
  // Back from the midnight after: clocks change before noon, so that afternoon always has twelve hours.
  startOfLondonDay(londonDate(endedAt).add({ days: 2 })).subtract({ hours: 12 })

/**
 * The last day for the initial child protection conference: 15 working days after the strategy discussion at which section 47
 * was initiated, and not a later one (Working Together).
 */
export function conferenceDueOn(calendar: WorkingCalendar, discussionAt: Temporal.Instant): Temporal.PlainDate {
  const day = londonDate(discussionAt)
  const due = addWorkingDays(calendar, day, 15)
  return due.ok ? due.value : day.add({ days: 21 })
}

/** Outside the years whose bank holidays are known, weekends alone are counted: a limit a little early beats none. */
function within(calendar: WorkingCalendar, from: Temporal.Instant, workingDays: number): Temporal.Instant {
  const due = workingDeadline(calendar, from, workingDays)
  return due.ok ? due.value : from.add(Temporal.Duration.from({ hours: 24 * workingDays }))
}
