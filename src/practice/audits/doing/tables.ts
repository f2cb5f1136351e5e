import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Known, Owned, Recorded } from '../columns.ts'
import type { FindingKind, Grade, Purpose, Voice, VoiceMoment } from '../words.ts'

/** What comes of doing an audit: one part of the area's tables. */
export type DoingTables = {
  'audits.submission': Known & {
    id: string
    caseId: string
    assignmentId: string
    purpose: Purpose
    auditorId: string
    toolVersionId: string
    corrects: string | null
    correctionReason: Generated<string>
    answers: string
    grade: Grade
    gradeReason: string
    wentWell: Generated<string>
    learning: Generated<string>
    sha256: string
    submittedAt: Temporal.Instant
  }
  'audits.sectionGrade': {
    authorityId: number
    submissionId: string
    caseId: string
    section: string
    grade: Grade
    reason: string
  }
  'audits.finding': Recorded & {
    id: string
    caseId: string
    submissionId: string
    kind: FindingKind
    themeId: string | null
    words: string
  }
  'audits.voice': Recorded & {
    id: string
    caseId: string
    who: Voice
    personId: string | null
    moment: Generated<VoiceMoment>
    wasAsked: boolean
    whyNot: Generated<string>
    said: Generated<string>
    agreedWith: Generated<string>
    replaces: string | null
    happenedAt: Temporal.Instant
  }
  'audits.teamReply': Recorded & { id: string; caseId: string; words: string; repliedAt: Temporal.Instant }
  'audits.followUp': Known & { id: string; caseId: string; words: string; followedAt: Temporal.Instant }
  'audits.safetyWorry': Known & {
    id: string
    number: number
    reference: Generated<string>
    caseId: string
    words: string
    raisedAt: Temporal.Instant
  }
  'audits.safetyRung': Owned & {
    worryId: string
    caseId: string
    rung: number
    toPersonId: string
    openedAt: Temporal.Instant
    dueAt: Temporal.Instant
  }
  'audits.safetyAcknowledgement': Known & {
    worryId: string
    caseId: string
    words: string
    acknowledgedAt: Temporal.Instant
  }
  'audits.inadequate': Owned & {
    caseId: string
    submissionId: string
    toPersonId: string | null
    openedAt: Temporal.Instant
    dueAt: Temporal.Instant
    knownAt: Generated<Temporal.Instant>
  }
  'audits.inadequatePlan': Recorded & {
    id: string
    caseId: string
    plan: string
    reAuditBy: Temporal.PlainDate
    replaces: string | null
    plannedAt: Temporal.Instant
  }
  'audits.inadequateClimb': Owned & { caseId: string; toPersonId: string; climbedAt: Temporal.Instant }
}
