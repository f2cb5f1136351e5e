import type { Temporal } from 'temporal-polyfill'
import type { ExtractRow } from '../row.ts'

/** Days before the newest moment of an extract within which a contact without an outcome is work, not history. */
export const liveDays = 28

/**
 * From when on a contact without an outcome waits for one. An extract of years has contacts whose outcome was never typed
 * in: they are history, and would bury the board. One of the last four weeks of the extract is somebody's work. Counted from
 * the newest moment in the extract, so that the same file means the same whenever it is brought in.
 */
export function liveSince(rows: Iterable<ExtractRow>): Temporal.Instant | null {
  let newest: Temporal.Instant | null = null
  for (const { received, recordedAt, decision } of rows) {
    for (const at of [received.at, recordedAt, decision?.decidedAt ?? null, decision?.recordedAt ?? null]) {
      if (at !== null && (newest === null || at.epochMilliseconds > newest.epochMilliseconds)) newest = at
    }
  }
  return newest === null ? null : newest.subtract({ hours: 24 * liveDays })
}

/** History: without a time of receipt; or without an outcome for every child, from before `since`. */
export function isHistory(rows: readonly ExtractRow[], since: Temporal.Instant | null): boolean {
  const receivedAt = rows[0]?.received.at ?? null
  if (receivedAt === null) return true
  if (rows.every(({ decision }) => decision !== null)) return false
  return since !== null && receivedAt.epochMilliseconds < since.epochMilliseconds
}
