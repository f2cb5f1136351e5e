import type { Temporal } from 'temporal-polyfill'
import type { ExtractRow } from '../row.ts'

/** Days before the newest moment of an extract within which a contact without an outcome is work, not history. */
export const liveDays = 28

/**
 * From when on a contact without an outcome waits for one. An extract of years has contacts whose outcome was never typed
 * in: they are history, and would bury the board. One of the last four weeks of the extract is somebody's work. Counted from
 * the newest moment in the extract, so that the same file means the same whenever it is brought in.
 */
export const liveSince = (newest: Temporal.Instant | null): Temporal.Instant | null =>
  newest === null ? null : newest.subtract({ hours: 24 * liveDays })

/** The newest moment so far, with those of one more row. */
export function laterOf(newest: Temporal.Instant | null, row: ExtractRow): Temporal.Instant | null {
  const { received, recordedAt, decision } = row
  let latest = newest
  for (const at of [received.at, recordedAt, decision?.decidedAt ?? null, decision?.recordedAt ?? null]) {
    if (at !== null && (latest === null || at.epochMilliseconds > latest.epochMilliseconds)) latest = at
  }
  return latest
}

/** History: without a time of receipt; or without an outcome for every child, from before `since`. */
export function isHistoryWhen(
  contact: {
    /** Milliseconds of the epoch. */
    readonly receivedAt: number | null
    readonly isDecided: boolean
  },
  since: Temporal.Instant | null,
): boolean {
  if (contact.receivedAt === null) return true
  return !contact.isDecided && since !== null && contact.receivedAt < since.epochMilliseconds
}
