import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Known, Owned, Recorded } from './columns.ts'
import type { DoingTables } from './doing/tables.ts'
import type { LearningKind } from './learning/words.ts'
import type { AuditedState, CycleKind, DrawMethod, Grade, Part, Purpose, Subject } from './words.ts'

/** The area's tables, as Kysely sees them: migrations/0029 and 0030 say what each is for. */
export type AuditTables = DoingTables & {
  'audits.tool': Recorded & { id: string; key: string; name: string; subject: Subject }
  'audits.toolDraft': {
    authorityId: number
    toolId: string
    revision: number
    content: string
    changedAt: Generated<Temporal.Instant>
    changedBy: Generated<string | null>
  }
  'audits.toolVersion': {
    authorityId: number
    id: string
    toolId: string
    number: number
    content: string
    whatChanged: string
    sha256: string
    publishedAt: Generated<Temporal.Instant>
    publishedBy: Generated<string | null>
  }
  'audits.toolTraining': Recorded & {
    id: string
    toolId: string
    personId: string
    completedOn: Temporal.PlainDate
    expiresOn: Temporal.PlainDate | null
    replaces: string | null
    isCancelled: Generated<boolean>
    why: Generated<string>
  }
  'audits.conflict': Recorded & {
    id: string
    personId: string
    teamId: string | null
    aboutPersonId: string | null
    childId: string | null
    reason: string
    fromDay: Temporal.PlainDate
    untilDay: Temporal.PlainDate | null
    replaces: string | null
    isCancelled: Generated<boolean>
  }
  'audits.theme': Recorded & { id: string; name: string; about: Generated<string> }
  'audits.learning': Recorded & {
    id: string
    kind: LearningKind
    what: string
    forWhom: string
    people: number | null
    happenedOn: Temporal.PlainDate
    themeIds: string[]
    replaces: string | null
    isCancelled: Generated<boolean>
    why: Generated<string>
  }
  'audits.cycle': Known & {
    id: string
    number: number
    reference: Generated<string>
    kind: CycleKind
    name: string
    toolVersionId: string
    fromDay: Temporal.PlainDate
    toDay: Temporal.PlainDate
    dueOn: Temporal.PlainDate
    markers: Generated<number>
    previousTeamMonths: Generated<number>
    minTeams: Generated<number>
    moderatedPercent: Generated<number>
    hoursEach: Generated<number>
    themeId: string | null
    follows: string | null
  }
  'audits.draw': Known & {
    id: string
    cycleId: string
    frameOf: string
    method: DrawMethod
    strata: Generated<string[]>
    seed: string
    askedSize: number
    frameSize: number
    frameSha256: string
    margin: number | null
  }
  'audits.frameItem': {
    authorityId: number
    drawId: string
    subjectId: string
    stratum: Generated<string>
    isDrawn: boolean
  }
  'audits.auditCase': Known & {
    id: string
    number: number
    reference: Generated<string>
    cycleId: string
    subject: Subject
    contactId: string | null
    discussionId: string | null
    childId: string | null
    supervisedId: string | null
    happenedOn: Temporal.PlainDate
    state: AuditedState | null
    teamId: string | null
    areaId: string | null
    dueOn: Temporal.PlainDate
    independenceUnknown: Generated<string>
    follows: string | null
    openedAt: Temporal.Instant
  }
  'audits.caseChild': Owned & { caseId: string; childId: string }
  'audits.casePerson': Owned & { caseId: string; personId: string; part: Part }
  'audits.identified': Recorded & {
    id: string
    caseId: string
    personId: string | null
    reason: string
    isSettled: boolean
  }
  'audits.allocation': Known & {
    id: string
    cycleId: string
    seed: number
    problem: string
    status: 'optimal' | 'infeasible' | 'failed'
    objective: number | null
    gap: number | null
    proof: Generated<string>
    clashes: Generated<string>
    solvedInMs: number
  }
  'audits.assignment': Known & {
    id: string
    caseId: string
    purpose: Purpose
    marker: Generated<number>
    auditorId: string | null
    allocationId: string | null
    dueOn: Temporal.PlainDate
    replaces: string | null
    reason: Generated<string>
    assignedAt: Temporal.Instant
  }
  'audits.excuse': Known & { caseId: string; reason: string; excusedAt: Temporal.Instant }
  'audits.moderationPick': Known & {
    caseId: string
    isModerated: boolean
    isRandomShare: boolean
    reasons: Generated<string[]>
    pickedAt: Temporal.Instant
  }
  'audits.moderationAdded': Known & {
    caseId: string
    reason: 'asked' | 'inadequate' | 'outstanding'
    words: Generated<string>
    addedAt: Temporal.Instant
  }
  'audits.finalGrade': Known & {
    id: string
    caseId: string
    how: 'agreed' | 'panel'
    grade: Grade
    reasons: string
    panel: Generated<string[]>
    sectionGrades: Generated<string>
    replaces: string | null
    correctionReason: Generated<string>
    decidedAt: Temporal.Instant
  }
  'audits.finalConsent': Owned & {
    finalId: string
    caseId: string
    agrees: boolean
    words: Generated<string>
    recordedBy: Generated<string>
  }
  'audits.standardGrade': Recorded & { caseId: string; grade: Grade; reasons: string }
  'audits.readBy': {
    authorityId: number
    caseId: string
    personId: Generated<string>
    readAt: Generated<Temporal.Instant>
  }
  'audits.reportDraft': {
    authorityId: number
    quarter: string
    whatChanges: Generated<string>
    revision: number
    changedAt: Generated<Temporal.Instant>
    changedBy: Generated<string | null>
  }
  'audits.report': Recorded & {
    id: string
    quarter: string
    edition: number
    data: string
    dataSha256: string
    content: string
    contentSha256: string
    publicContent: string
    publicContentSha256: string
    reason: Generated<string>
    issuedAt: Temporal.Instant
  }
  'audits.reportSignOff': Owned & {
    reportId: string
    words: Generated<string>
    signedAt: Temporal.Instant
    recordedBy: Generated<string>
  }
}

export const on = (tx: Tx) => tx.sql.withTables<AuditTables>()
