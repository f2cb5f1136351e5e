import { hash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { canonical } from '#platform/trail'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addTeam, changeLineManager, moveToTeam, recordTraining } from '#practice/organisation'
import type { TestApp, Visitor } from '#test/app'
import { answerOf } from '#test/outcome'
import { on } from '../tables.ts'
import { type ToolContent, toolContent } from '../tools/content.ts'
import type { CycleKind, Part, Purpose, Voice } from '../words.ts'

/** East, whose work is audited, with its line; two auditors from elsewhere, and whoever runs audits. */
export interface MadeAudits {
  readonly eastId: string
  readonly worker: Visitor
  readonly teamManager: Visitor
  readonly serviceManager: Visitor
  readonly head: Visitor
  readonly auditor: Visitor
  readonly auditorsManager: Visitor
  readonly second: Visitor
  readonly lead: Visitor
  readonly within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** As row-level security sees it for somebody, whatever pages do. */
  readonly as: <T>(who: Visitor, role: Role, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** A case of East's worker, given to nobody. */
  readonly makeCase: (asked?: Partial<CaseAsked>) => Promise<MadeCase>
  readonly give: (madeCase: MadeCase, to: Visitor, asked?: Partial<GivenAsked>) => Promise<string>
}

/** Anybody known by their id. */
type Somebody = Pick<Visitor, 'personId'>

export interface MadeCase {
  readonly id: string
  readonly reference: string
  readonly childId: string
  readonly page: string
  readonly audit: string
}

export interface CaseAsked {
  readonly discussionId: string
  readonly kind: CycleKind
  readonly people: readonly (readonly [Somebody, Part])[]
  readonly childId: string
  /** In no team that is known. */
  readonly isTeamless: boolean
}

export interface GivenAsked {
  readonly purpose: Purpose
  readonly marker: number
  readonly dueOn: Temporal.PlainDate
  /** Of a sample's past, where nobody asks who was independent. */
  readonly knownAt: Temporal.Instant
}

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const trainedOn = day('2025-01-06')

/** One graded section with one question, and one that is not graded. */
export const madeContent = (voices: readonly Voice[]): ToolContent =>
  toolContent.parse({
    introduction: 'Read the record first.',
    grading: { outstanding: 'O', good: 'G', 'requires-improvement': 'R', inadequate: 'I' },
    voices,
    sections: [
      {
        key: 'history',
        title: 'History',
        isGraded: true,
        questions: [{ key: 'used', text: 'Was the history used?', kind: 'met' }],
      },
      {
        key: 'plan',
        title: 'Plan',
        isGraded: false,
        questions: [{ key: 'plan', text: 'What is the plan?', kind: 'text', isRequired: false, asksEvidence: false }],
      },
    ],
  })

/** Everything that a whole audit of {@link madeContent} is sent in with. */
export const wholeAudit = {
  'answers.used.answer': 'partly',
  'answers.used.evidence': 'Chronology, 3 May',
  'answers.plan.answer': 'A visit every week',
  'sections.history.grade': 'requires-improvement',
  'sections.history.reason': 'The brother was left out',
  'overall.grade': 'good',
  'overall.reason': 'Ottoline is safer now',
  wentWell: 'She was seen alone',
  learning: 'Ask about siblings',
  more: '',
}

/** What tests of audits do again and again, on an application of their own. */
export async function auditsFor({ database, authorityId, signIn }: TestApp): Promise<MadeAudits> {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  const as: MadeAudits['as'] = (who, role, work) =>
    transact(database, { kind: 'person', authorityId, personId: who.personId, roles: [role] }, work)
  const head = await signIn('head-of-service')
  const serviceManager = await signIn('service-manager')
  const teamManager = await signIn('team-manager')
  const worker = await signIn('duty-social-worker')
  const [auditorsManager, auditor] = [await signIn('service-manager'), await signIn('team-manager')]
  const second = await signIn('moderator')
  const lead = await signIn('qa-lead')
  const [eastId, { toolId, versionId }] = await within(async (tx) => {
    const team = async (name: string) => answerOf(await addTeam(tx, { name, areaId: null }))
    const [east, west] = [await team('East'), await team('West')]
    await place(tx, serviceManager, null, head)
    await place(tx, teamManager, east, serviceManager)
    await place(tx, worker, east, teamManager)
    await place(tx, auditorsManager, null, head)
    await place(tx, auditor, west, auditorsManager)
    return [east, await makeTool(tx)] as const
  })
  for (const who of [auditor, second]) await within((tx) => train(tx, who, toolId))
  return {
    ...{ eastId, worker, teamManager, serviceManager, head, auditor, auditorsManager, second, lead, within, as },
    makeCase: (asked = {}) =>
      within((tx) => makeCase(tx, { eastId, versionId, people: [[worker, 'worker']], ...asked })),
    give: (madeCase, to, asked = {}) => within((tx) => give(tx, madeCase, to, asked)),
  }
}

async function place(tx: Tx, { personId }: Visitor, teamId: string | null, manager: Visitor): Promise<void> {
  if (teamId !== null) await moveToTeam(tx, { personId, teamId, day: trainedOn, why: 'For the test' })
  answerOf(await changeLineManager(tx, { personId, managerId: manager.personId, day: trainedOn, why: 'For the test' }))
}

/** A published tool that asks {@link madeContent} of everybody. */
export async function makeTool(tx: Tx): Promise<{ readonly toolId: string; readonly versionId: string }> {
  const { authorityId } = tx.who
  const [toolId, versionId] = [newId(), newId()]
  const tool = { authorityId, id: toolId, key: `made-${toolId}`, name: 'Case file', subject: 'child' as const }
  await on(tx).insertInto('audits.tool').values(tool).execute()
  const content = canonical(madeContent(['worker', 'child', 'parent']))
  const row = { authorityId, id: versionId, toolId, number: 1, content, whatChanged: 'First' }
  await on(tx)
    .insertInto('audits.toolVersion')
    .values({ ...row, sha256: hash('sha256', content) })
    .execute()
  return { toolId, versionId }
}

async function train(tx: Tx, { personId }: Visitor, toolId: string): Promise<void> {
  const trained = { personId, completedOn: trainedOn, expiresOn: null }
  answerOf(await recordTraining(tx, { ...trained, kind: 'audit' }))
  await on(tx)
    .insertInto('audits.toolTraining')
    .values({ ...{ authorityId: tx.who.authorityId, id: newId(), toolId, replaces: null }, ...trained })
    .execute()
}

export interface CaseMade extends Partial<CaseAsked> {
  /** Whose work it is; null where no team is known. */
  readonly eastId: string | null
  readonly versionId: string
  readonly people: readonly (readonly [Somebody, Part])[]
}

// Far above what numbers itself.
let numbers = 900_000

/** A case in a round of its own. */
export async function makeCase(tx: Tx, asked: CaseMade): Promise<MadeCase> {
  const authorityId = tx.who.authorityId
  numbers += 1
  const [cycleId, id, number] = [newId(), newId(), numbers]
  const childId = asked.childId ?? (await addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' }))
  await on(tx)
    .insertInto('audits.cycle')
    .values({
      ...{ authorityId, id: cycleId, number, kind: asked.kind ?? 'case-file', name: 'November' },
      ...{ toolVersionId: asked.versionId, themeId: null, follows: null },
      ...{ fromDay: day('2026-11-01'), toDay: day('2026-12-01'), dueOn: day('2026-12-01') },
    })
    .execute()
  const discussionId = asked.discussionId ?? null
  await on(tx)
    .insertInto('audits.auditCase')
    .values({
      ...{ authorityId, id, number, cycleId, contactId: null, discussionId, childId, supervisedId: null },
      ...{ subject: discussionId === null ? ('child' as const) : ('strategy-discussion' as const) },
      ...{ happenedOn: day('2026-11-03'), state: discussionId === null ? null : ('held' as const) },
      ...{ teamId: asked.isTeamless ? null : asked.eastId, areaId: null, dueOn: day('2026-12-01'), follows: null },
      openedAt: tx.now,
    })
    .execute()
  await on(tx).insertInto('audits.caseChild').values({ authorityId, caseId: id, childId }).execute()
  for (const [who, part] of asked.people)
    await on(tx)
      .insertInto('audits.casePerson')
      .values({ authorityId, caseId: id, personId: who.personId, part })
      .execute()
  const page = `/audits/cases/${id}`
  return { id, reference: `AU-${number}`, childId, page, audit: `${page}/audit` }
}

/** Gives a case to somebody. */
export async function give(tx: Tx, { id }: MadeCase, to: Somebody, asked: Partial<GivenAsked>): Promise<string> {
  const assignmentId = newId()
  await on(tx)
    .insertInto('audits.assignment')
    .values({
      ...{ authorityId: tx.who.authorityId, id: assignmentId, caseId: id, auditorId: to.personId },
      ...{ purpose: asked.purpose ?? 'mark', marker: asked.marker ?? 1, dueOn: asked.dueOn ?? day('2026-12-01') },
      ...{ allocationId: null, replaces: null, assignedAt: tx.now, knownAt: asked.knownAt ?? tx.now },
    })
    .execute()
  return assignmentId
}
