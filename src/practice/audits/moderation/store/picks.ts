import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Grade } from '../../words.ts'
import type { Pick } from '../rules/pick.ts'

/** A first audit that was sent in, of which it is not decided whether it is graded a second time. */
export interface Undecided {
  readonly caseId: string
  readonly cycleId: string
  readonly markers: number
  readonly moderatedPercent: number
  readonly auditorId: string
  readonly grade: Grade
  readonly isAskedFor: boolean
}

const undecided = (tx: Tx, caseId: string | null) => sql<Undecided>`
  select distinct on (audited.number) audited.id as case_id, audited.cycle_id, round.markers, round.moderated_percent,
         sent.auditor_id, sent.grade,
         exists (select from audits.moderation_added asked
                  where asked.authority_id = audited.authority_id and asked.case_id = audited.id
                    and asked.reason = 'asked') as is_asked_for
    from audits.standing_submission sent
    join audits.audit_case audited on audited.authority_id = sent.authority_id and audited.id = sent.case_id
    join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
   where sent.authority_id = ${tx.who.authorityId} and sent.purpose = 'mark' and round.kind <> 'standardisation'
     and (${caseId}::uuid is null or audited.id = ${caseId})
     and not exists (select from audits.moderation_pick decided
                      where decided.authority_id = sent.authority_id and decided.case_id = sent.case_id)
   order by audited.number, sent.submitted_at`

/** All of them, in the order of their cases. For the job. */
export const listUndecided = async (tx: Tx): Promise<readonly Undecided[]> => {
  const { rows } = await undecided(tx, null).execute(tx.sql)
  return rows
}

/** The same of one case; null where it was decided meanwhile. */
export const findUndecided = async (tx: Tx, caseId: string): Promise<Undecided | null> => {
  const { rows } = await undecided(tx, caseId).execute(tx.sql)
  return rows[0] ?? null
}

/** Decides once; false where that was done before. The trail says that it was decided and not what, which would tell why. */
export async function recordPick(tx: Tx, caseId: string, pick: Pick): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, caseId, ...pick, reasons: [...pick.reasons], pickedAt: tx.now }
  const added = await on(tx)
    .insertInto('audits.moderationPick')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.moderation-decided', subjects: [caseId], content: row })
  return true
}

/** An audit corrected into a grade that is always graded twice, after it was decided. */
export interface Corrected {
  readonly caseId: string
  readonly grade: 'inadequate' | 'outstanding'
}

export async function listCorrected(tx: Tx): Promise<readonly Corrected[]> {
  const { rows } = await sql<Corrected>`
    select distinct sent.case_id, sent.grade
      from audits.standing_submission sent
      join audits.moderation_pick decided on decided.authority_id = sent.authority_id and decided.case_id = sent.case_id
      join audits.assignment given on given.authority_id = sent.authority_id and given.id = sent.assignment_id
     where sent.authority_id = ${tx.who.authorityId} and sent.purpose = 'mark' and sent.corrects is not null
       and sent.grade in ('inadequate', 'outstanding') and not decided.reasons && array[sent.grade::text, 'two-markers']
       and not exists (select from audits.moderation_added added
                        where added.authority_id = sent.authority_id and added.case_id = sent.case_id
                          and added.reason = sent.grade::text)`.execute(tx.sql)
  return rows
}

/** Has a case graded a second time after all; false where that was said before. */
export async function recordAdded(
  tx: Tx,
  caseId: string,
  { reason, words }: { readonly reason: 'asked' | 'inadequate' | 'outstanding'; readonly words: string },
): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, caseId, reason, words, addedAt: tx.now }
  const added = await on(tx)
    .insertInto('audits.moderationAdded')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.moderation-added', subjects: [caseId], content: row })
  return true
}

/** Why a case is graded twice, as far as whoever asks may know. */
export interface Picked extends Pick {
  /** Null where it has not been decided. */
  readonly isDecided: boolean
  readonly askedBy: readonly { readonly name: string; readonly words: string }[]
}

export async function findPick(tx: Tx, caseId: string): Promise<Picked> {
  const { rows } = await sql<Pick>`
    select is_moderated, is_random_share, reasons from audits.moderation_pick
     where authority_id = ${tx.who.authorityId} and case_id = ${caseId}`.execute(tx.sql)
  const added = await sql<{ reason: 'asked' | 'inadequate' | 'outstanding'; name: string | null; words: string }>`
    select added.reason, person.name, added.words from audits.moderation_added added
      left join organisation.person person on person.authority_id = added.authority_id and person.id = added.recorded_by
     where added.authority_id = ${tx.who.authorityId} and added.case_id = ${caseId} order by added.added_at`.execute(
    tx.sql,
  )
  const decided = rows[0]
  const reasons = [...new Set([...(decided?.reasons ?? []), ...added.rows.map(({ reason }) => reason)])]
  return {
    isDecided: decided !== undefined,
    isModerated: (decided?.isModerated ?? false) || added.rows.length > 0,
    isRandomShare: decided?.isRandomShare ?? false,
    reasons,
    askedBy: added.rows.flatMap(({ reason, name, words }) =>
      reason === 'asked' ? [{ name: name ?? 'nobody by name', words }] : [],
    ),
  }
}
