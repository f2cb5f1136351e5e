import { Temporal } from 'temporal-polyfill'
import { afterElapsedHours } from '#kernel/clock'

/** A worry for a child's safety is acknowledged within an hour, by day and by night, or it goes to the next person. */
export const hoursToAcknowledge = 1

/** Somebody to whom a worry can be put. 1: the team's manager, 2: the service manager, 3: the head of service. */
export interface Step {
  readonly rung: number
  readonly personId: string
  /** Away and covered by nobody: they are told, and nobody waits for them. */
  readonly isAway: boolean
}

/** A rung to which a worry was put, and by when it was to be acknowledged there. */
export interface OpenedRung {
  readonly rung: number
  readonly personId: string
  readonly dueAt: Temporal.Instant
}

/**
 * The rungs to be opened by an instant, lowest first. Each begins when the one before has had its hour, counted from the moment
 * the worry was raised: after downtime the missed ones follow at once, so that nobody hears of it later than they would have.
 * A rung with nobody, or with somebody who was asked before, costs no time.
 */
export function rungsToOpen(
  ladder: readonly Step[],
  opened: readonly OpenedRung[],
  raisedAt: Temporal.Instant,
  at: Temporal.Instant,
): readonly OpenedRung[] {
  const all = [...opened]
  for (const { rung, personId, isAway } of ladder) {
    const last = all.at(-1)
    if (last !== undefined && rung <= last.rung) continue
    if (all.some((asked) => asked.personId === personId)) continue
    const from = last?.dueAt ?? raisedAt
    if (Temporal.Instant.compare(from, at) > 0) break
    all.push({ rung, personId, dueAt: isAway ? from : afterElapsedHours(from, hoursToAcknowledge) })
  }
  return all.slice(opened.length)
}
