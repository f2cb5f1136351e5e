import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Grade } from '../../words.ts'

/** A final grade as it was proposed or decided, and what the other said of it. Corrections are others, that replace it. */
export interface Final {
  readonly id: string
  readonly how: 'agreed' | 'panel'
  readonly grade: Grade
  readonly reasons: string
  /** Names of those who sat on the panel. */
  readonly panel: readonly string[]
  /** By the key of the section. */
  readonly sectionGrades: Readonly<Record<string, Grade>>
  readonly correctionReason: string
  readonly decidedAt: Temporal.Instant
  readonly recordedBy: string | null
  readonly recordedByName: string | null
  /** Null until the other of the two has said something. */
  readonly agrees: boolean | null
  readonly consentWords: string
  readonly consentByName: string | null
  readonly stands: boolean
  /** Both agreed, or a panel decided. */
  readonly isSettled: boolean
}

/** Every final grade of a case, as far as whoever asks may see it, the first first. */
export async function listFinals(tx: Tx, caseId: string): Promise<readonly Final[]> {
  const { rows } = await sql<Omit<Final, 'isSettled'>>`
    select final.id, final.how, final.grade, final.reasons, final.section_grades, final.correction_reason, final.decided_at,
           final.recorded_by, recorder.name as recorded_by_name, said.agrees, coalesce(said.words, '') as consent_words,
           other.name as consent_by_name,
           array(select person.name from organisation.person person
                  where person.authority_id = final.authority_id and person.id = any (final.panel) order by person.name) as panel,
           not exists (select from audits.final_grade later
                        where later.authority_id = final.authority_id and later.replaces = final.id) as stands
      from audits.final_grade final
      left join audits.final_consent said on said.authority_id = final.authority_id and said.final_id = final.id
      left join organisation.person recorder on recorder.authority_id = final.authority_id and recorder.id = final.recorded_by
      left join organisation.person other on other.authority_id = final.authority_id and other.id = said.recorded_by
     where final.authority_id = ${tx.who.authorityId} and final.case_id = ${caseId}
     order by final.recorded_at, final.id`.execute(tx.sql)
  return rows.map((row) => ({ ...row, isSettled: row.how === 'panel' || row.agrees === true }))
}

/** Whether a panel may decide because for a week one of the two has not answered. */
export async function isStuck(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ isStuck: boolean }>`select audits.is_stuck(${caseId}) as is_stuck`.execute(tx.sql)
  return rows[0]?.isStuck === true
}

export interface NewFinal {
  readonly how: 'agreed' | 'panel'
  readonly grade: Grade
  readonly reasons: string
  readonly panel: readonly string[]
  readonly sectionGrades: Readonly<Record<string, Grade>>
  readonly correctionReason: string
  /** The one that stood when the form was opened. */
  readonly replaces: string | null
}

/** Keeps a final grade. The case is locked by the caller. A Conflict where another was recorded since the form was opened. */
export async function recordFinal(tx: Tx, caseId: string, final: NewFinal): Promise<Outcome<string>> {
  const stands = (await listFinals(tx, caseId)).find((each) => each.stands)
  if ((stands?.id ?? null) !== final.replaces)
    return conflict(
      `${stands?.recordedByName ?? 'Somebody'} recorded a final grade meanwhile.`,
      'Open the audit again and look at it first.',
    )
  const row = {
    ...final,
    authorityId: tx.who.authorityId,
    id: newId(),
    caseId,
    panel: [...final.panel],
    sectionGrades: JSON.stringify(final.sectionGrades),
    decidedAt: tx.now,
  }
  await on(tx).insertInto('audits.finalGrade').values(row).execute()
  const action = final.how === 'panel' ? 'audit.panel-decided' : 'audit.final-proposed'
  tx.trail.changed({ action, subjects: [caseId, row.id], content: row })
  return ok(row.id)
}

/** Keeps what the other of the two says of a proposed final grade. */
export async function recordConsent(
  tx: Tx,
  caseId: string,
  consent: { readonly finalId: string; readonly agrees: boolean; readonly words: string },
): Promise<void> {
  const row = { authorityId: tx.who.authorityId, caseId, ...consent }
  await on(tx).insertInto('audits.finalConsent').values(row).execute()
  tx.trail.changed({ action: 'audit.final-answered', subjects: [caseId, consent.finalId], content: row })
}
