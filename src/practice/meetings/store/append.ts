import type { Tx } from '#platform/transaction'
import { type MeetingsTable, on } from '../tables.ts'

/**
 * Appends facts of one table, with one trail entry. Answers false when a unique key says that somebody was quicker: then
 * nothing is recorded and nothing trailed.
 */
export async function append(
  tx: Tx,
  table: MeetingsTable,
  action: string,
  subjects: readonly string[],
  row: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  // Each caller's row has the columns of its table; Kysely cannot know which table this is.
  const values = { authorityId: tx.who.authorityId, ...row } as never
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto(table)
    .values(values)
    .onConflict((known) => known.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action, subjects, content: row })
  return true
}
