import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Partner } from '../../words.ts'
import type { ConditionKey } from '../conditions.ts'
import type { Snapshot } from './facts.ts'

/** How fast an escalation climbs. */
export type Pace =
  /** Elapsed time, round the clock: the time left to the limit is divided among the rungs. */
  | { readonly kind: 'to-limit'; readonly limit: Temporal.Instant }
  /** The limit has passed and a child waits: so many minutes for each rung, round the clock. */
  | { readonly kind: 'round-the-clock' }
  /** Working days, as the settings say for each rung. */
  | { readonly kind: 'working-days' }

/** Settings of an authority that these rules need. */
export interface EscalationLimits {
  /** Elapsed hours within which a discussion is held, and a concern answered. */
  readonly strategyDiscussionHours: number
  /** Minutes for each rung once the limit of a discussion has passed. */
  readonly escalationLapsedMinutes: number
  /** Working days for each rung after a discussion; 0 is the same working day. */
  readonly escalationFirstRungDays: number
  readonly escalationSecondRungDays: number
  readonly escalationThirdRungDays: number
}

export interface Clock {
  readonly calendar: WorkingCalendar
  readonly limits: EscalationLimits
}

/**
 * Something about a discussion or a concern that is late, or will be from `since` on if nothing more is recorded. Facts that are not known
 * yet change it; the passing of time alone does not.
 */
export interface Finding {
  readonly condition: ConditionKey
  /** What makes it one of its kind, within what it is about: see `conditions.ts`. */
  readonly subject: string
  readonly partner: Partner | null
  /** The agency to ask, where it is known which one. */
  readonly agencyId: string | null
  /** The first instant at which it is late. */
  readonly since: Temporal.Instant
  /** From here on it is not opened and climbs no more: the meeting has begun, and what follows is another condition's. */
  readonly opensUntil: Temporal.Instant | null
  readonly pace: Pace
}

/** One group of conditions. */
export type Rule = (snapshot: Snapshot, clock: Clock) => readonly Finding[]

/** A finding about the authority itself, after the discussion. */
export const aboutTheAuthority = (condition: ConditionKey, subject: string, since: Temporal.Instant): Finding => ({
  condition,
  subject,
  since,
  partner: null,
  agencyId: null,
  opensUntil: null,
  pace: { kind: 'working-days' },
})
