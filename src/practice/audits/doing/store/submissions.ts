import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { AuditAnswers } from '../../tools/asking/answers.ts'
import type { FindingKind, Purpose } from '../../words.ts'
import { sealOf } from './seal.ts'

export interface Finding {
  readonly kind: FindingKind
  readonly themeId: string | null
  readonly words: string
}

/** Everything that the seal of a finished audit covers. */
export interface SealedAudit extends AuditAnswers {
  readonly id: string
  readonly caseId: string
  readonly assignmentId: string
  readonly purpose: Purpose
  readonly auditorId: string
  readonly toolVersionId: string
  /** The submission that this one puts right; null for the first. */
  readonly corrects: string | null
  readonly correctionReason: string
  readonly wentWell: string
  readonly learning: string
  readonly findings: readonly Finding[]
  readonly submittedAt: Temporal.Instant
}

/** A finished audit as it is shown. */
export interface Submission extends SealedAudit {
  readonly auditorName: string
  readonly sha256: string
  /** Whether it still is what was sealed. */
  readonly isIntact: boolean
  /** False for one that a later submission puts right. */
  readonly stands: boolean
}

/** Seals an audit and keeps it with its grades and findings. Answers false when it was sent in, or put right, a moment ago. */
export async function recordSubmission(tx: Tx, audit: Omit<SealedAudit, 'id'>): Promise<string | null> {
  const sealed: SealedAudit = { ...audit, id: newId() }
  const { answers, sections, overall, findings, ...row } = sealed
  const authorityId = tx.who.authorityId
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.submission')
    .values({
      ...{ authorityId, ...row, answers: JSON.stringify(answers), sha256: sealOf(sealed) },
      ...{ grade: overall.grade, gradeReason: overall.reason, knownAt: audit.submittedAt },
    })
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return null
  const own = { authorityId, submissionId: sealed.id, caseId: audit.caseId }
  const graded = Object.entries(sections).map(([section, { grade, reason }]) => ({ ...own, section, grade, reason }))
  if (graded.length > 0) await on(tx).insertInto('audits.sectionGrade').values(graded).execute()
  const found = findings.map((finding) => ({ ...own, id: newId(), ...finding }))
  if (found.length > 0) await on(tx).insertInto('audits.finding').values(found).execute()
  const action = audit.corrects === null ? 'audit.submitted' : 'audit.corrected'
  tx.trail.changed({ action, subjects: [audit.caseId, sealed.id], content: sealed })
  return sealed.id
}

type Row = Omit<Submission, 'sections' | 'overall' | 'findings' | 'isIntact'> & {
  readonly grade: AuditAnswers['overall']['grade']
  readonly gradeReason: string
}

/** Finished audits of a case that whoever asks may see now, first auditor first, each with what it put right after it. */
export async function listSubmissions(tx: Tx, caseId: string): Promise<readonly Submission[]> {
  const { rows } = await sql<Row>`
    select sent.id, sent.case_id, sent.assignment_id, sent.purpose, sent.auditor_id, person.name as auditor_name,
           sent.tool_version_id, sent.corrects, sent.correction_reason, sent.answers, sent.grade, sent.grade_reason,
           sent.went_well, sent.learning, sent.sha256, sent.submitted_at,
           not exists (select from audits.submission later
                        where later.authority_id = sent.authority_id and later.corrects = sent.id) as stands
      from audits.submission sent
      join organisation.person person on person.authority_id = sent.authority_id and person.id = sent.auditor_id
     where sent.authority_id = ${tx.who.authorityId} and sent.case_id = ${caseId}
     order by sent.purpose, sent.submitted_at, sent.id`.execute(tx.sql)
  if (rows.length === 0) return []
  const sections = await sectionsOf(tx, caseId)
  const findings = await findingsOf(tx, caseId)
  return rows.map((row) => asSubmission(row, sections.get(row.id) ?? {}, findings.get(row.id) ?? []))
}

function asSubmission(row: Row, sections: AuditAnswers['sections'], findings: readonly Finding[]): Submission {
  const { grade, gradeReason, auditorName, sha256, stands, ...rest } = row
  const sealed: SealedAudit = { ...rest, overall: { grade, reason: gradeReason }, sections, findings }
  return { ...sealed, auditorName, sha256, stands, isIntact: sealOf(sealed) === sha256 }
}

async function sectionsOf(tx: Tx, caseId: string): Promise<ReadonlyMap<string, AuditAnswers['sections']>> {
  const { rows } = await sql<{ submissionId: string; section: string } & AuditAnswers['overall']>`
    select submission_id, section, grade, reason from audits.section_grade
     where authority_id = ${tx.who.authorityId} and case_id = ${caseId}`.execute(tx.sql)
  const found = new Map<string, Record<string, AuditAnswers['overall']>>()
  for (const { submissionId, section, grade, reason } of rows)
    found.set(submissionId, { ...found.get(submissionId), [section]: { grade, reason } })
  return found
}

async function findingsOf(tx: Tx, caseId: string): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const { rows } = await sql<Finding & { submissionId: string }>`
    select submission_id, kind, theme_id, words from audits.finding
     where authority_id = ${tx.who.authorityId} and case_id = ${caseId} order by id`.execute(tx.sql)
  const found = new Map<string, Finding[]>()
  for (const { submissionId, ...finding } of rows)
    found.set(submissionId, [...(found.get(submissionId) ?? []), finding])
  return found
}
