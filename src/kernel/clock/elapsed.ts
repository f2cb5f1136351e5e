import type { Temporal } from 'temporal-polyfill'

/**
 * Elapsed time: what a stopwatch shows. "24 hours" for a contact is 24 elapsed hours, also on the two days a year that
 * have 23 or 25 (local standard, council report §11).
 */

/** The instant so many elapsed hours after another; parts of an hour are taken to the millisecond. */
export const afterElapsedHours = (from: Temporal.Instant, hours: number): Temporal.Instant =>
  from.add({ milliseconds: Math.round(hours * 3_600_000) })

/** Elapsed minutes from one instant to another, with fractions; negative when the second comes first. */
export const elapsedMinutes = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 60_000
