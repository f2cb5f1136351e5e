import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import type { RestrictionCategory } from '../words.ts'

export interface Restriction {
  readonly category: RestrictionCategory | null
  readonly reason: string
  readonly recordedAt: Temporal.Instant
  /** Who may open the record, by name. */
  readonly readers: readonly { readonly personId: string; readonly name: string }[]
}

/** The restriction on a record now; null when there is none. */
export async function findRestriction(tx: Tx, childId: string): Promise<Restriction | null> {
  const latest = await on(tx)
    .selectFrom('children.restriction')
    .select(['kind', 'category', 'reason', 'recordedAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('childId', '=', childId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!latest || latest.kind === 'lifted') return null
  const { rows } = await sql<{ personId: string; name: string }>`
    select r.person_id, p.name from children.restriction_reader r
      join organisation.person p on p.authority_id = r.authority_id and p.id = r.person_id
     where r.authority_id = ${tx.who.authorityId} and r.child_id = ${childId} order by p.name`.execute(tx.sql)
  const { category, reason, recordedAt } = latest
  return { category, reason, recordedAt, readers: rows }
}

/** Restricts a record to named people. Whoever restricts it is named too, so that somebody can always open it. */
export async function restrictChild(
  tx: Tx,
  childId: string,
  given: { readonly category: RestrictionCategory; readonly reason: string; readonly readers: readonly string[] },
): Promise<void> {
  const by = recorder(tx)
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    childId,
    kind: 'set' as const,
    category: given.category,
    reason: given.reason,
    recordedBy: by,
  }
  await on(tx).insertInto('children.restriction').values(row).execute()
  await nameReaders(tx, childId, by === null ? given.readers : [...given.readers, by])
  await setRestricted(tx, childId, true)
  tx.trail.changed({ action: 'child.restricted', subjects: [childId], content: { ...row, readers: given.readers } })
}

/** Names further people who may open the record. */
export async function nameReaders(tx: Tx, childId: string, readers: readonly string[]): Promise<void> {
  const rows = [...new Set(readers)].map((personId) => ({
    authorityId: tx.who.authorityId,
    childId,
    personId,
    namedBy: recorder(tx),
  }))
  if (rows.length === 0) return
  await on(tx)
    .insertInto('children.restrictionReader')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
  tx.trail.changed({ action: 'restriction.readers-named', subjects: [childId], content: rows })
}

export async function liftRestriction(tx: Tx, childId: string, reason: string): Promise<void> {
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    childId,
    kind: 'lifted' as const,
    category: null,
    reason,
    recordedBy: recorder(tx),
  }
  await on(tx).insertInto('children.restriction').values(row).execute()
  await setRestricted(tx, childId, false)
  tx.trail.changed({ action: 'restriction.lifted', subjects: [childId], content: row })
}

const setRestricted = (tx: Tx, childId: string, isRestricted: boolean) =>
  on(tx)
    .updateTable('children.child')
    .set({ isRestricted })
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', childId)
    .execute()
