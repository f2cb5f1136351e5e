import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'

/** What the QA lead writes for a quarter's report. */
export interface ReportDraft {
  readonly whatChanges: string
  /** Counts up with every save: whoever saves says on which one they worked. */
  readonly revision: number
  readonly changedAt: Temporal.Instant
  readonly changedByName: string | null
}

export async function findDraft(tx: Tx, quarter: string): Promise<ReportDraft | null> {
  const { rows } = await sql<ReportDraft>`
    select draft.what_changes, draft.revision, draft.changed_at, editor.name as changed_by_name
      from audits.report_draft draft
      left join organisation.person editor on editor.authority_id = draft.authority_id and editor.id = draft.changed_by
     where draft.authority_id = ${tx.who.authorityId} and draft.quarter = ${quarter}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Saves the words over `revision` (0 when none were saved before); a conflict when somebody else saved meanwhile. */
export async function saveDraft(
  tx: Tx,
  given: { readonly quarter: string; readonly revision: number; readonly whatChanges: string },
): Promise<Outcome<number>> {
  const { quarter, revision, whatChanges } = given
  const { rows } =
    revision === 0
      ? await sql<{ revision: number }>`
          insert into audits.report_draft (authority_id, quarter, what_changes, revision)
          values (${tx.who.authorityId}, ${quarter}, ${whatChanges}, 1)
          on conflict (authority_id, quarter) do nothing returning revision`.execute(tx.sql)
      : await sql<{ revision: number }>`
          update audits.report_draft
             set what_changes = ${whatChanges}, revision = ${revision + 1}, changed_at = clock_timestamp(),
                 changed_by = platform.current_person()
           where authority_id = ${tx.who.authorityId} and quarter = ${quarter} and revision = ${revision}
          returning revision`.execute(tx.sql)
  const saved = rows[0]
  if (saved === undefined) return changedMeanwhile(tx, await findDraft(tx, quarter))
  tx.trail.changed({ action: 'audit-report.words-saved', subjects: [], content: given })
  return ok(saved.revision)
}

const changedMeanwhile = (tx: Tx, draft: ReportDraft | null) =>
  conflict(
    draft === null
      ? 'These words were taken away while you were writing.'
      : `${draft.changedByName ?? 'Somebody'} changed these words on ${whenInWords(draft.changedAt, tx.now)}, while you were writing.`,
    'Nothing of yours is saved yet, and nothing is lost. Read theirs in a second window; what you wrote stands below.',
  )
