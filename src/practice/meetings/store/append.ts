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
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto(table)
    .values(valuesOf(tx, table, row))
    .onConflict((known) => known.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action, subjects, content: row })
  return true
}

/** The same for several rows at once, with an entry for each; answers how many nobody had been quicker with. */
export async function appendAll(
  tx: Tx,
  table: Several,
  action: string,
  subjects: readonly string[],
  rows: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[],
): Promise<number> {
  if (rows.length === 0) return 0
  const inserted = await on(tx)
    .insertInto(table)
    .values(rows.map((row) => valuesOf(tx, table, row)))
    .onConflict((known) => known.doNothing())
    .returning('id')
    .execute()
  const ids = new Set(inserted.map(({ id }) => id))
  for (const row of rows) if (ids.has(row.id)) tx.trail.changed({ action, subjects, content: row })
  return ids.size
}

type Several = 'meetings.invitation' | 'meetings.agendaItem' | 'meetings.attendance'

function valuesOf(tx: Tx, table: MeetingsTable, row: Readonly<Record<string, unknown>>): never {
  const recorded = table === 'meetings.pack' ? { issuedAt: tx.now } : { recordedAt: tx.now }
  // Each caller's row has the columns of its table; Kysely cannot know which table this is.
  return { authorityId: tx.who.authorityId, ...recorded, ...row } as never
}
