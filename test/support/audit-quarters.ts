import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { recordAction } from '#practice/actions'
import { addChild } from '#practice/children'
import { addPerson, addTeam } from '#practice/organisation'
import { makeTool } from '../../src/practice/audits/doing/made-audit.ts'
import { on } from '../../src/practice/audits/tables.ts'
import type { CycleKind, Grade } from '../../src/practice/audits/words.ts'
import type { TestApp } from './app.ts'
import { answerOf } from './outcome.ts'

/** An audit of the past in a few words, of a sample: there nobody asks who was independent. */
export interface PastAudit {
  readonly team: 'East' | 'West'
  readonly dueOn: string
  readonly kind?: CycleKind
  /** Sent in on this day; left out: not done. */
  readonly doneOn?: string
  readonly grade?: Grade
  /** Picked to be graded a second time, and how far that came. */
  readonly second?: { readonly how: 'random' | 'targeted'; readonly grade?: Grade; readonly final?: Grade }
  readonly excused?: boolean
  /** A finding to improve, of the theme. */
  readonly finds?: boolean
  /** Whether the worker was asked; left out: nothing is recorded. */
  readonly asked?: boolean
}

// Far above what numbers itself, and apart from what other tests make.
let numbers = 500_000
const day = (text: string) => Temporal.PlainDate.from(text)
const noon = (text: string) => day(text).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()

/** What tests of reports do again and again: audits of the past, laid down as they would have been recorded. */
export async function pastAuditsFor({ database, authorityId }: Pick<TestApp, 'database' | 'authorityId'>) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  const made = await within((tx) => ground(tx))
  const audits = (...asked: readonly PastAudit[]): Promise<readonly string[]> =>
    within(async (tx) => {
      const ids: string[] = []
      for (const each of asked) ids.push(await lay(tx, made, each))
      return ids
    })
  const action = (caseId: string) =>
    within(async (tx) =>
      answerOf(
        await recordAction(tx, {
          ...{ what: 'Read it with her', from: { kind: 'audit', id: caseId, reference: 'AU-1' } },
          ...{ owner: { personId: made.first, agencyId: null, name: '' }, dueOn: day('2021-12-20') },
        }),
      ),
    )
  return { ...made, within, audits, action }
}

type Ground = Awaited<ReturnType<typeof ground>>

async function ground(tx: Tx) {
  const { authorityId } = tx.who
  const { toolId, versionId } = await makeTool(tx)
  const team = async (name: string) => answerOf(await addTeam(tx, { name, areaId: null }))
  const person = async (name: string) =>
    answerOf(await addPerson(tx, { name, email: `${name}.${authorityId}@example.org`, roles: ['qa-lead'] }))
  const themeId = newId()
  await on(tx).insertInto('audits.theme').values({ authorityId, id: themeId, name: 'The child’s voice' }).execute()
  const cycles = new Map<string, string>()
  const teams = { East: await team('East'), West: await team('West') }
  return { toolId, versionId, themeId, cycles, teams, first: await person('first'), second: await person('second') }
}

async function lay(tx: Tx, made: Ground, asked: PastAudit): Promise<string> {
  const { authorityId } = tx.who
  numbers += 1
  const id = newId()
  const childId = await addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' })
  const known = noon(asked.dueOn)
  await on(tx)
    .insertInto('audits.auditCase')
    .values({
      ...{ authorityId, id, number: numbers, cycleId: await cycleOf(tx, made, asked), subject: 'child', childId },
      ...{ contactId: null, discussionId: null, supervisedId: null, happenedOn: day(asked.dueOn), state: null },
      ...{ teamId: made.teams[asked.team], areaId: null, dueOn: day(asked.dueOn), follows: null },
      ...{ openedAt: known, knownAt: known },
    })
    .execute()
  await on(tx).insertInto('audits.caseChild').values({ authorityId, caseId: id, childId }).execute()
  if (asked.excused)
    await on(tx)
      .insertInto('audits.excuse')
      .values({ authorityId, caseId: id, reason: 'It went to another council', excusedAt: known })
      .execute()
  if (asked.doneOn !== undefined) await mark(tx, made, id, { ...asked, doneOn: asked.doneOn })
  if (asked.asked !== undefined) await hear(tx, made, id, asked.asked, known)
  return id
}

async function cycleOf(tx: Tx, made: Ground, { kind = 'case-file', dueOn }: PastAudit): Promise<string> {
  const { authorityId } = tx.who
  const key = `${kind} ${dueOn}`
  const found = made.cycles.get(key)
  if (found !== undefined) return found
  numbers += 1
  const id = newId()
  const [fromDay, toDay] = [day(dueOn).subtract({ months: 1 }), day(dueOn)]
  await on(tx)
    .insertInto('audits.cycle')
    .values({
      ...{ authorityId, id, number: numbers, kind, name: `Files due ${dueOn}`, toolVersionId: made.versionId },
      ...{ themeId: null, follows: null, fromDay, toDay, dueOn: toDay },
    })
    .execute()
  await sql`insert into audits.draw (authority_id, id, cycle_id, frame_of, method, seed, asked_size, frame_size, frame_sha256, margin)
    values (${authorityId}, ${newId()}, ${id}, 'child', 'random', 's', 20, 200, 'f', 0.2)`.execute(tx.sql)
  made.cycles.set(key, id)
  return id
}

async function mark(tx: Tx, made: Ground, caseId: string, asked: PastAudit & { readonly doneOn: string }) {
  const { authorityId } = tx.who
  const grade = asked.grade ?? 'good'
  const submissionId = await send(tx, made, caseId, 'mark', { grade, on: asked.doneOn, auditorId: made.first })
  if (asked.finds)
    await on(tx)
      .insertInto('audits.finding')
      .values({
        ...{ authorityId, id: newId(), caseId, submissionId, kind: 'to-improve', themeId: made.themeId },
        words: 'Nobody saw her alone',
      })
      .execute()
  const { second } = asked
  const isRandom = second?.how === 'random'
  const reasons = second?.how === 'targeted' ? ['asked'] : []
  await on(tx)
    .insertInto('audits.moderationPick')
    .values({
      ...{ authorityId, caseId, isModerated: second !== undefined, isRandomShare: isRandom, reasons },
      pickedAt: noon(asked.doneOn),
    })
    .execute()
  if (second === undefined) return
  if (second.grade !== undefined)
    await send(tx, made, caseId, 'moderate', { grade: second.grade, on: asked.doneOn, auditorId: made.second })
  if (second.final !== undefined) await settle(tx, made, caseId, second.final)
}

/** One of the two records the final grade and the other agrees. */
async function settle(tx: Tx, made: Ground, caseId: string, grade: Grade): Promise<void> {
  const { authorityId } = tx.who
  const finalId = newId()
  await on(tx)
    .insertInto('audits.finalGrade')
    .values({
      ...{ authorityId, id: finalId, caseId, how: 'agreed', grade, reasons: 'Looked at together' },
      ...{ replaces: null, decidedAt: tx.now, recordedBy: made.second },
    })
    .execute()
  await on(tx)
    .insertInto('audits.finalConsent')
    .values({ authorityId, finalId, caseId, agrees: true, recordedBy: made.first })
    .execute()
}

/** Gives it to somebody, and sends it in for them. */
async function send(
  tx: Tx,
  { versionId }: Ground,
  caseId: string,
  purpose: 'mark' | 'moderate',
  { grade, on: sentOn, auditorId }: { readonly grade: Grade; readonly on: string; readonly auditorId: string },
): Promise<string> {
  const { authorityId } = tx.who
  const [assignmentId, id] = [newId(), newId()]
  const at = noon(sentOn)
  await on(tx)
    .insertInto('audits.assignment')
    .values({
      ...{ authorityId, id: assignmentId, caseId, purpose, auditorId, allocationId: null, replaces: null },
      ...{ dueOn: day(sentOn), assignedAt: at, knownAt: at },
    })
    .execute()
  await on(tx)
    .insertInto('audits.submission')
    .values({
      ...{ authorityId, id, caseId, assignmentId, purpose, auditorId, toolVersionId: versionId, corrects: null },
      ...{ answers: '{}', grade, gradeReason: 'As read', sha256: '0'.repeat(64), submittedAt: at, knownAt: at },
    })
    .execute()
  await on(tx)
    .insertInto('audits.sectionGrade')
    .values({ authorityId, submissionId: id, caseId, section: 'history', grade, reason: 'As read' })
    .execute()
  return id
}

const hear = (tx: Tx, { first }: Ground, caseId: string, wasAsked: boolean, happenedAt: Temporal.Instant) =>
  sql`insert into audits.voice (authority_id, id, case_id, who, person_id, was_asked, why_not, happened_at)
      values (${tx.who.authorityId}, ${newId()}, ${caseId}, 'worker', ${first}, ${wasAsked}, ${wasAsked ? '' : 'Left'}, ${happenedAt})`.execute(
    tx.sql,
  )
