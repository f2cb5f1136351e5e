import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'

/** What is written in the record of a discussion, part by part. */
export interface RecordText {
  readonly harm: string
  readonly likelihood: string
  readonly protects: string
  readonly unknowns: string
  readonly childsView: string
  /** What of the family's history was used, and what it says. */
  readonly history: string
  readonly decision: string
  readonly immediatePlan: string
  readonly interimPlan: string
  /** What the family is told, by whom and when. */
  readonly familyTold: string
}

/** One version of the record, whole. */
export interface RecordVersion extends RecordText {
  readonly id: string
  readonly corrects: string | null
  readonly correctionReason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string
}

/** Every version that whoever asks may read, latest first: the first of them stands. */
export async function listRecordVersions(tx: Tx, discussionId: string): Promise<readonly RecordVersion[]> {
  const { rows } = await sql<RecordVersion>`
    select version.id, version.corrects, version.correction_reason, version.harm, version.likelihood, version.protects,
           version.unknowns, version.childs_view, version.history, version.decision, version.immediate_plan,
           version.interim_plan, version.family_told, version.recorded_at,
           coalesce(recorder.name, 'somebody') as recorded_by_name
      from strategy.record version
      left join organisation.person recorder
        on recorder.authority_id = version.authority_id and recorder.id = version.recorded_by
     where version.authority_id = ${tx.who.authorityId} and version.discussion_id = ${discussionId}
     order by version.known_at desc, version.id desc`.execute(tx.sql)
  return rows
}

export const findRecord = async (tx: Tx, discussionId: string): Promise<RecordVersion | null> =>
  (await listRecordVersions(tx, discussionId))[0] ?? null

export interface NewRecordVersion extends RecordText {
  readonly corrects: string | null
  readonly correctionReason: string
  readonly knownAt?: Temporal.Instant
}

/** Records a version of the record, whole; a later one names the one it takes the place of, and why. Answers its id. */
export async function recordVersion(tx: Tx, discussionId: string, version: NewRecordVersion): Promise<string> {
  const knownAt = version.knownAt ?? tx.now
  const row = { ...version, authorityId: tx.who.authorityId, id: newId(), discussionId, knownAt }
  await on(tx).insertInto('strategy.record').values(row).execute()
  await watchAgain(tx, discussionId, knownAt)
  const action = row.corrects === null ? 'discussion.recorded' : 'discussion.record-corrected'
  tx.trail.changed({ action, subjects: [discussionId, row.id], content: row })
  return row.id
}
