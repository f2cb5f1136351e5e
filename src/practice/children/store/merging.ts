import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'

export interface Merge {
  readonly id: string
  readonly survivorId: string
  readonly mergedId: string
  readonly mergedReference: string
  readonly reason: string
  readonly recordedAt: Temporal.Instant
}

/**
 * Lets one record go on for both. Nothing moves: facts stay with the record they were made for and are read through both,
 * so that undoing it restores exactly what was.
 */
export async function mergeChildren(tx: Tx, survivorId: string, mergedId: string, reason: string): Promise<string> {
  const row = { authorityId: tx.who.authorityId, id: newId(), survivorId, mergedId, reason, recordedBy: recorder(tx) }
  await on(tx).insertInto('children.merge').values(row).execute()
  await pointTo(tx, mergedId, survivorId)
  tx.trail.changed({ action: 'children.merged', subjects: [survivorId, mergedId], content: row })
  return row.id
}

/** Takes a merge back. Conflict when somebody else already has. */
export async function undoMerge(tx: Tx, merge: Merge, reason: string): Promise<Outcome<null>> {
  const row = { authorityId: tx.who.authorityId, mergeId: merge.id, reason, recordedBy: recorder(tx) }
  const done = await on(tx)
    .insertInto('children.mergeUndone')
    .values(row)
    .onConflict((already) => already.doNothing())
    .returning('mergeId')
    .executeTakeFirst()
  if (!done) return conflict('This merge has been undone already.', 'Open the two records: they are apart again.')
  await pointTo(tx, merge.mergedId, null)
  tx.trail.changed({ action: 'merge.undone', subjects: [merge.survivorId, merge.mergedId], content: row })
  return ok(null)
}

const pointTo = (tx: Tx, mergedId: string, mergedInto: string | null) =>
  on(tx)
    .updateTable('children.child')
    .set({ mergedInto })
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', mergedId)
    .execute()

/** The merges that stand, into this record. */
export async function listMerges(tx: Tx, survivorId: string): Promise<readonly Merge[]> {
  const { rows } = await sql<Merge>`
    select m.id, m.survivor_id, m.merged_id, c.reference as merged_reference, m.reason, m.recorded_at
      from children.merge m join children.child c on c.authority_id = m.authority_id and c.id = m.merged_id
     where m.authority_id = ${tx.who.authorityId} and m.survivor_id = ${survivorId}
       and not exists (select from children.merge_undone u where u.authority_id = m.authority_id and u.merge_id = m.id)
     order by m.recorded_at`.execute(tx.sql)
  return rows
}

/** The record and every record merged into it: whose facts make up one chronology. */
export async function withMerged(tx: Tx, childId: string): Promise<readonly string[]> {
  const merges = await listMerges(tx, childId)
  return [childId, ...merges.map(({ mergedId }) => mergedId)]
}

/** The record of this reference, for whoever may open it. */
export async function findChildByReference(tx: Tx, reference: string): Promise<string | null> {
  const row = await on(tx)
    .selectFrom('children.child')
    .select('id')
    .where('authorityId', '=', tx.who.authorityId)
    .where('reference', '=', reference.trim().toUpperCase())
    .executeTakeFirst()
  return row?.id ?? null
}
