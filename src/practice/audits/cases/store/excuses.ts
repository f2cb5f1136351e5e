import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Part } from '../../words.ts'
import type { AuditCase } from './cases.ts'

/** Why a case is not audited after all, and who said so. */
export interface Excuse {
  readonly reason: string
  readonly excusedAt: Temporal.Instant
  readonly byName: string | null
}

export async function findExcuse(tx: Tx, caseId: string): Promise<Excuse | null> {
  const { rows } = await sql<Excuse>`
    select excused.reason, excused.excused_at, person.name as by_name
      from audits.excuse excused
      left join organisation.person person on person.authority_id = excused.authority_id and person.id = excused.recorded_by
     where excused.authority_id = ${tx.who.authorityId} and excused.case_id = ${caseId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Excuses a case, which stays in what was due. Answers false where somebody was quicker. */
export async function recordExcuse(tx: Tx, { id, childIds }: AuditCase, reason: string): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, caseId: id, reason, excusedAt: tx.now }
  const added = await on(tx)
    .insertInto('audits.excuse')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.excused', subjects: [id, ...childIds], content: row })
  return true
}

/** What was found out of whose work a case was. */
export interface Identified {
  readonly personName: string | null
  readonly reason: string
  readonly isSettled: boolean
  readonly byName: string | null
}

export async function listIdentified(tx: Tx, caseId: string): Promise<readonly Identified[]> {
  const { rows } = await sql<Identified>`
    select person.name as person_name, found.reason, found.is_settled, recorder.name as by_name
      from audits.identified found
      left join organisation.person person on person.authority_id = found.authority_id and person.id = found.person_id
      left join organisation.person recorder on recorder.authority_id = found.authority_id and recorder.id = found.recorded_by
     where found.authority_id = ${tx.who.authorityId} and found.case_id = ${caseId}
     order by found.recorded_at, found.id`.execute(tx.sql)
  return rows
}

export interface NewIdentified {
  /** Null: nobody of ours. */
  readonly personId: string | null
  readonly part: Part
  readonly reason: string
  /** Nobody else is to be found out. */
  readonly isSettled: boolean
}

/** Records who it was, who from then on is among those whose work it was. */
export async function recordIdentified(tx: Tx, { id, childIds }: AuditCase, found: NewIdentified): Promise<void> {
  const { authorityId } = tx.who
  const { personId, part, reason, isSettled } = found
  if (personId !== null)
    await on(tx)
      .insertInto('audits.casePerson')
      .values({ authorityId, caseId: id, personId, part })
      .onConflict((known) => known.doNothing())
      .execute()
  const row = { authorityId, id: newId(), caseId: id, personId, reason, isSettled }
  await on(tx).insertInto('audits.identified').values(row).execute()
  tx.trail.changed({ action: 'audit.identified', subjects: [id, ...childIds], content: { ...row, part } })
}
