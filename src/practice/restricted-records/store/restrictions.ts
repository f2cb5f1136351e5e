import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import type { RestrictionCategory, RestrictionStep } from '../words.ts'

/** The restriction on a record as it stands. */
export interface Restriction {
  readonly id: string
  readonly category: RestrictionCategory
  readonly reason: string
  /** Who answers for the record. */
  readonly guardianId: string
  readonly guardianName: string
  readonly reviewDueOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  /** Who else may open it, by name. */
  readonly readers: readonly { readonly personId: string; readonly name: string }[]
}

/** The restriction on a record now; null when there is none, or it is closed to whoever asks. */
export async function findRestriction(tx: Tx, childId: string): Promise<Restriction | null> {
  const { rows } = await sql<Omit<Restriction, 'readers'>>`
    select stands.id, stands.category, stands.reason, stands.guardian_id, guardian.name as guardian_name,
           stands.review_due_on, stands.recorded_at
      from children.standing_restriction stands
      left join organisation.person guardian
        on guardian.authority_id = stands.authority_id and guardian.id = stands.guardian_id
     where stands.authority_id = ${tx.who.authorityId} and stands.child_id = ${childId}`.execute(tx.sql)
  const [found] = rows
  return found === undefined ? null : { ...found, readers: await listReaders(tx, found.id) }
}

async function listReaders(tx: Tx, restrictionId: string): Promise<Restriction['readers']> {
  const { rows } = await sql<{ personId: string; name: string }>`
    select reader.person_id, person.name
      from children.restriction_reader reader
      join organisation.person person on person.authority_id = reader.authority_id and person.id = reader.person_id
     where reader.authority_id = ${tx.who.authorityId} and reader.restriction_id = ${restrictionId}
     order by person.name`.execute(tx.sql)
  return rows
}

/** Whether whoever asks answers for this record, themselves or in somebody's place. */
export async function isGuarding(tx: Tx, childId: string): Promise<boolean> {
  const { rows } = await sql<{ guards: boolean }>`
    select ${childId}::uuid = any (children.guarded_records()) as guards`.execute(tx.sql)
  return rows[0]?.guards ?? false
}

/** Whether whoever asks may restrict this record or change its restriction: as row-level security decides it. */
export async function mayRestrict(tx: Tx, childId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select children.may_restrict(${childId}) as may`.execute(tx.sql)
  return rows[0]?.may ?? false
}

export interface RestrictionToRecord {
  readonly kind: Exclude<RestrictionStep, 'lifted'>
  readonly category: RestrictionCategory
  readonly reason: string
  readonly guardianId: string
  readonly reviewDueOn: Temporal.PlainDate
  readonly readers: readonly string[]
}

/**
 * Restricts a record, keeps or changes its restriction: always the whole of what stands from then on, so that who could
 * open the record on any past day is known.
 */
export async function recordRestriction(tx: Tx, childId: string, given: RestrictionToRecord): Promise<string> {
  const { readers, ...restriction } = given
  const row = { authorityId: tx.who.authorityId, id: newId(), childId, ...restriction, recordedBy: recorder(tx) }
  await on(tx).insertInto('children.restriction').values(row).execute()
  await nameReaders(tx, { childId, restrictionId: row.id }, readers)
  tx.trail.changed({ action: `restriction.${given.kind}`, subjects: [childId], content: { ...row, readers } })
  return row.id
}

async function nameReaders(
  tx: Tx,
  whose: { readonly childId: string; readonly restrictionId: string },
  readers: readonly string[],
): Promise<void> {
  const rows = [...new Set(readers)].map((personId) => ({
    authorityId: tx.who.authorityId,
    ...whose,
    personId,
    namedBy: recorder(tx),
  }))
  if (rows.length > 0) await on(tx).insertInto('children.restrictionReader').values(rows).execute()
}

/** Opens the record again to everybody who may read records. */
export async function liftRestriction(tx: Tx, childId: string, reason: string): Promise<void> {
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    childId,
    kind: 'lifted' as const,
    category: null,
    reason,
    guardianId: null,
    reviewDueOn: null,
    recordedBy: recorder(tx),
  }
  await on(tx).insertInto('children.restriction').values(row).execute()
  tx.trail.changed({ action: 'restriction.lifted', subjects: [childId], content: row })
}

/** One row of a restriction's history. */
export interface PastRestriction {
  readonly id: string
  readonly kind: RestrictionStep
  readonly category: RestrictionCategory | null
  readonly reason: string
  readonly guardianId: string | null
  readonly guardianName: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string | null
  readonly readerIds: readonly string[]
}

/** Everything that was ever said about the restriction of a record, earliest first. */
export async function listPastRestrictions(tx: Tx, childId: string): Promise<readonly PastRestriction[]> {
  const { rows } = await sql<PastRestriction>`
    select step.id, step.kind, step.category, step.reason, coalesce(step.guardian_id, step.recorded_by) as guardian_id,
           guardian.name as guardian_name, step.recorded_at, recorder.name as recorded_by_name,
           array(select reader.person_id from children.restriction_reader reader
                  where reader.authority_id = step.authority_id and reader.restriction_id = step.id) as reader_ids
      from children.restriction step
      left join organisation.person guardian
        on guardian.authority_id = step.authority_id and guardian.id = coalesce(step.guardian_id, step.recorded_by)
      left join organisation.person recorder
        on recorder.authority_id = step.authority_id and recorder.id = step.recorded_by
     where step.authority_id = ${tx.who.authorityId} and step.child_id = ${childId}
     order by step.recorded_at, step.id`.execute(tx.sql)
  return rows
}

/** A restricted record that is open to whoever asks. */
export interface RestrictedRecord {
  readonly childId: string
  readonly reference: string
  readonly category: RestrictionCategory
  readonly guardianId: string
  readonly guardianName: string
  /** False once they have left: then those who watch reading answer for the record. */
  readonly isGuardianHere: boolean
  readonly reviewDueOn: Temporal.PlainDate
  readonly restrictionId: string
}

/** The restricted records open to whoever asks, soonest review first. */
export async function listRestrictedRecords(tx: Tx): Promise<readonly RestrictedRecord[]> {
  const { rows } = await sql<RestrictedRecord>`
    select child.id as child_id, child.reference, stands.category, stands.guardian_id, guardian.name as guardian_name,
           coalesce(guardian.is_active, false) as is_guardian_here, stands.review_due_on, stands.id as restriction_id
      from children.standing_restriction stands
      join children.child child on child.authority_id = stands.authority_id and child.id = stands.child_id
      left join organisation.person guardian
        on guardian.authority_id = stands.authority_id and guardian.id = stands.guardian_id
     where stands.authority_id = ${tx.who.authorityId}
     order by stands.review_due_on, child.reference`.execute(tx.sql)
  return rows
}
