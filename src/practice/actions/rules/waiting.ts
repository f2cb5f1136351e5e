import { Temporal } from 'temporal-polyfill'
import { afterElapsedHours } from '#kernel/clock'

/** By when something that was reported done is to be verified. */
export const verifyDueAt = (doneAt: Temporal.Instant, days: number): Temporal.Instant =>
  afterElapsedHours(doneAt, 24 * days)

/** What was reported done, as far as it matters to whom it waits for. */
export interface Reported {
  readonly recordedBy: string | null
  readonly ownerPersonId: string | null
  readonly doneBy: string | null
  readonly doneAt: Temporal.Instant | null
}

/**
 * Whether something reported done waits for one of these people: for whoever set the action, who knows what was meant. Where
 * they are its owner or reported it themselves, and once it is late, for anybody independent.
 */
export function isWaitingFor(
  action: Reported,
  people: readonly string[],
  now: Temporal.Instant,
  days: number,
): boolean {
  const { recordedBy, ownerPersonId, doneBy, doneAt } = action
  const isLeftToOthers = recordedBy === null || recordedBy === ownerPersonId || recordedBy === doneBy
  const isLate = doneAt !== null && Temporal.Instant.compare(verifyDueAt(doneAt, days), now) <= 0
  return isLeftToOthers || isLate || people.includes(recordedBy)
}
