import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Role } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import type { Tx } from '#platform/transaction'
import { listAreas, listJobs } from '../../src/app.ts'
import { recordCycle } from '../../src/practice/audits/cases/store/cycles.ts'
import { openCase } from '../../src/practice/audits/cases/store/open-case.ts'
import { decideModerationJob } from '../../src/practice/audits/moderation/decide.ts'
import { on } from '../../src/practice/audits/tables.ts'
import type { CycleKind, Grade, Purpose } from '../../src/practice/audits/words.ts'
import type { TestApp, Visitor } from './app.ts'
import { auditsFor, madeAuditor, madeTool } from './audits.ts'

/** What is written where in a first audit, so that a test can look for it anywhere. */
export const written = {
  reason: 'Kestrel: nobody asked what she was afraid of',
  overall: 'Heron: the chronology was not read',
  wentWell: 'Plover wrote it down at once',
  learning: 'Curlew reads the history first',
  finding: 'Lapwing hears no child',
  action: 'Dunnock rewrites the plan',
}
export type Written = typeof written

/** Rounds, cases, auditors and finished audits, as tests of moderation need them again and again. */
export async function moderationFor(app: TestApp) {
  // An Inadequate is told of by mail, which a job sends.
  await prepareJobs(
    app.migrationUrl,
    'los_app',
    listJobs(listAreas('http://localhost')).map(({ name }) => name),
  )
  const { within, lines: made } = await auditsFor(app)
  const lines = { ...made, ...(await within((tx) => madeTool(tx, 'supervision', 'supervision'))) }
  const today = londonDate(Temporal.Now.instant())
  let cases = 0

  const round = (
    more: { readonly kind?: CycleKind; readonly moderatedPercent?: number; readonly markers?: number } = {},
  ) =>
    within(async (tx) => {
      const id = await recordCycle(tx, {
        ...{ kind: 'case-file', name: 'November files', toolVersionId: lines.versionId },
        ...{ fromDay: today.subtract({ days: 30 }), toDay: today, dueOn: today.add({ days: 10 }) },
        ...more,
      })
      if (id === null) throw new Error('the round was not planned')
      return id
    })

  /** The case of somebody's supervision in team East: it needs no child's record. */
  const auditCase = (cycleId: string) =>
    within(async (tx) => {
      cases += 1
      const id = await openCase(tx, {
        ...{ cycleId, subject: 'supervision', subjectId: lines.east.worker, dueOn: today.add({ days: 10 }) },
        openedAt: tx.now,
        involved: {
          happenedOn: today.subtract({ days: cases }),
          ...{ teamId: lines.east.teamId, areaId: null, childIds: [], unknown: '' },
          people: [{ personId: lines.east.worker, part: 'worker' }],
        },
      })
      if (id === null) throw new Error('there is a case of that already')
      return id
    })

  /** Somebody signed in who may audit with the tool. */
  const auditor = async (...roles: readonly Role[]): Promise<Visitor> => {
    const visitor = await app.signIn(...roles)
    await within((tx) => madeAuditor(tx, visitor.personId, lines.toolId))
    return visitor
  }

  const give = (caseId: string, personId: string, purpose: 'mark' | 'moderate' = 'mark', marker = 1) =>
    within((tx) =>
      on(tx)
        .insertInto('audits.assignment')
        .values({
          ...{ authorityId: app.authorityId, id: newId(), caseId, purpose, marker, auditorId: personId },
          ...{ allocationId: null, dueOn: today.add({ days: 5 }), replaces: null, assignedAt: tx.now },
        })
        .execute(),
    )

  const decide = () => decideModerationJob.run(app.database, Temporal.Now.instant())

  /** Sends in the whole form as the person would. */
  const grade = (visitor: Visitor, caseId: string, overall: Grade, words: Written = written, more = {}) =>
    visitor.send(`/audits/cases/${caseId}/audit`, answersOf(overall, words, more))

  /** Seals an audit without the form: for many at once. */
  const graded = (caseId: string, personId: string, overall: Grade, purpose: Purpose = 'mark') =>
    within((tx) =>
      sealGrade(tx, { caseId, personId, purpose, grade: overall, versionId: lines.versionId, section: 'all' }),
    )

  return { within, lines, round, auditCase, auditor, give, decide, grade, graded, today }
}

/** A finished audit as the form sends it. */
export const answersOf = (overall: Grade, words: Written, more = {}): Record<string, string> => ({
  'sections.all.grade': overall,
  'sections.all.reason': words.reason,
  'overall.grade': overall,
  'overall.reason': words.overall,
  ...{ wentWell: words.wentWell, learning: words.learning, corrects: '' },
  ...{ 'finding.0.kind': 'to-improve', 'finding.0.words': words.finding, 'finding.0.theme': '' },
  ...more,
})

/** A grade that somebody to whom a case stands given gave it, sealed without its form. */
export interface Sealed {
  readonly caseId: string
  readonly personId: string
  readonly purpose: Purpose
  readonly grade: Grade
  readonly versionId: string
  /** The tool's one graded section. */
  readonly section: string
}

export async function sealGrade(
  tx: Tx,
  { caseId, personId, purpose, grade, versionId, section }: Sealed,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from audits.standing_assignment
     where case_id = ${caseId} and auditor_id = ${personId} and purpose = ${purpose}`.execute(tx.sql)
  const submissionId = newId()
  const own = { authorityId: tx.who.authorityId, caseId }
  await on(tx)
    .insertInto('audits.submission')
    .values({
      ...{ ...own, id: submissionId, assignmentId: rows[0]?.id ?? '', purpose, auditorId: personId },
      ...{ toolVersionId: versionId, corrects: null, answers: '{}', grade },
      ...{ gradeReason: written.overall, sha256: '0'.repeat(64), submittedAt: tx.now },
    })
    .execute()
  await on(tx)
    .insertInto('audits.sectionGrade')
    .values({ ...own, submissionId, section, grade, reason: written.reason })
    .execute()
}
