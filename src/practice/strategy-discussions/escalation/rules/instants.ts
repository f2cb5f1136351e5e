import { Temporal } from 'temporal-polyfill'

export const isBy = (instant: Temporal.Instant, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(instant, at) <= 0

export const isAfter = (instant: Temporal.Instant, at: Temporal.Instant): boolean => !isBy(instant, at)

/** The latest of these. */
export const latest = (first: Temporal.Instant, ...others: readonly (Temporal.Instant | null)[]): Temporal.Instant =>
  others.reduce<Temporal.Instant>((one, other) => (other !== null && isAfter(other, one) ? other : one), first)

export const earliest = (first: Temporal.Instant, ...others: readonly Temporal.Instant[]): Temporal.Instant =>
  others.reduce((one, other) => (isBy(other, one) ? other : one), first)

/** A limit holds to its last instant: late is the second after it, which at the end of a working day is the next day's. */
export const lateAfter = (limit: Temporal.Instant): Temporal.Instant => limit.add({ seconds: 1 })

/**
 * Whether an instant is as good as now. Only then is a watch closed: at a past moment everything recorded since is unknown, and
 * at a later one everything that will be.
 */
export const isNow = (at: Temporal.Instant, now: Temporal.Instant): boolean =>
  Math.abs(at.epochMilliseconds - now.epochMilliseconds) <= 10 * 60_000
