import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { recordStep } from '#practice/actions'
import { instant } from '../past/tables.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { sampleLeads } from '../staff.ts'
import { addActions, addVoices } from './after-rows.ts'
import { followUpAudits } from './follow-ups.ts'
import {
  contentOf,
  type Given,
  listFreeFor,
  listGiven,
  listGraded,
  listUnsettled,
  listWanting,
  type Unsettled,
} from './keep-store.ts'
import { addFinal } from './moderation-rows.ts'
import { auditors } from './people.ts'
import { firstGrade, qualityOf, secondGrade } from './quality.ts'
import { type AuditRows, noAudits, writeAudits } from './rows.ts'
import { addSubmission } from './submission-rows.ts'
import { atWork, beginTelling, dayText, type Telling, themeIds } from './told.ts'
import { themes } from './words.ts'

const hour = 3_600_000
const week = 7 * 24 * hour

export interface Keeping {
  /** What happens after this and up to `until` happens now. */
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly calendar: WorkingCalendar
}

interface Span {
  readonly from: number
  readonly until: number
}

/**
 * Lets the made-up auditors go on: audits that were given are sent in, some late; those chosen for it get somebody who grades
 * them again, and the two agree; what was found is done and verified. Everything is worked out from ids, so that twice for the same
 * hours does nothing the second time. What people of the sample gave, graded or changed is left to them.
 */
export async function keepAudits(tx: Tx, { from, until, calendar }: Keeping): Promise<void> {
  const span = { from: from.epochMilliseconds, until: until.epochMilliseconds }
  const telling = beginTelling({ seed: 0, asOf: span.until, calendar })
  await followActions(tx, telling, span)
  await agreeGrades(tx, telling)
  await findSeconds(tx, telling, span)
  for (const given of await listGiven(tx)) await finish(tx, telling, given, span)
  await followUpAudits(tx, telling, from.subtract({ hours: 24 * 30 }))
}

/**
 * The moment, or the same one a week or weeks later, that falls into the span; null when none does. What should have happened
 * before anybody looked is not lost, and not all made up for at once.
 */
export function comesIn(at: number, { from, until }: Span): number | null {
  const weeks = Math.max(0, Math.floor((from - at) / week) + 1)
  const comes = at + (at > from ? 0 : weeks * week)
  return comes > from && comes <= until ? comes : null
}

async function finish(tx: Tx, telling: Telling, given: Given, span: Span): Promise<void> {
  const dice = chance(seedOf(0, given.assignmentId, 0))
  const [givenDay, dueDay] = [dayNumberOf(londonDate(given.assignedAt)), dayNumberOf(given.dueOn)]
  const wanted = dice.happens(0.15) ? dueDay + 1 + dice.below(5) : Math.max(givenDay + 1, dueDay - dice.below(5))
  const at = comesIn(atWork(dice, telling, wanted), span)
  if (at === null) return
  const quality = qualityOf(chance(seedOf(0, given.caseId, 0)), at)
  const leniency = auditors.find(({ id }) => id === given.auditorId)?.leniency ?? 0
  const isSecond = given.purpose === 'moderate'
  const drawn = isSecond ? secondGrade(dice, quality, at) : firstGrade(dice, quality, at, leniency)
  // What an Inadequate calls for is nothing to make up as one goes.
  const grade = drawn === 'inadequate' ? 'requires-improvement' : drawn
  const rows = noAudits()
  const content = await contentOf(tx, given.toolVersionId)
  const sent = addSubmission(rows, dice, {
    ...{ caseId: given.caseId, assignmentId: given.assignmentId, purpose: given.purpose, auditorId: given.auditorId },
    ...{ tool: { versionId: given.toolVersionId, content }, grade, at, themeIds },
  })
  if (!isSecond && !given.isLeftAlone) {
    const about = { caseId: given.caseId, number: given.number, auditor: given.auditorId, at, openedAt: at }
    if (given.subject === 'child') addVoices(rows, dice, { ...about, worker: given.workerId })
    if (given.teamId !== null)
      addActions(rows, dice, telling, {
        ...{ ...about, teamId: given.teamId, childIds: given.childIds, toImprove: sent.toImprove },
      })
  }
  await writeAudits(tx, await numbered(tx, rows))
}

/** Its actions under the next numbers there are. */
async function numbered(tx: Tx, rows: AuditRows): Promise<AuditRows> {
  const many = rows['actions.action'].length
  if (many === 0) return rows
  const { rows: numbers } = await sql<{ number: number }>`
    select actions.next_number()::integer as number from generate_series(1, ${many}::integer)`.execute(tx.sql)
  const actions = rows['actions.action'].map((row, place) => ({ ...row, number: numbers[place]?.number ?? 0 }))
  return { ...rows, 'actions.action': actions }
}

/** On the working day after it was chosen, somebody whom the database lets grade it again. */
async function findSeconds(tx: Tx, telling: Telling, span: Span): Promise<void> {
  const rows = noAudits()
  for (const { caseId, pickedAt } of await listWanting(tx)) {
    const dice = chance(seedOf(0, `${caseId} again`, 0))
    const at = comesIn(atWork(dice, telling, dayNumberOf(londonDate(pickedAt)) + 1), span)
    if (at === null) continue
    const [auditor] = await listFreeFor(
      tx,
      caseId,
      shuffled(
        dice,
        auditors.map(({ id }) => id),
      ),
    )
    if (auditor === undefined) continue
    const dueDay = telling.days.workingDayAfter(dayNumberOf(londonDate(Temporal.Instant.fromEpochMilliseconds(at))), 5)
    rows['audits.assignment'].push({
      ...{ id: madeId(dice, at), case_id: caseId, purpose: 'moderate', marker: 1, auditor_id: auditor },
      // Told as now, so that PostgreSQL holds it against every rule of independence.
      ...{
        due_on: dayText(dueDay),
        assigned_at: instant(at),
        known_at: tx.now.toString(),
        recorded_at: tx.now.toString(),
      },
    })
  }
  await writeAudits(tx, rows)
}

const shuffled = (dice: Chance, ids: readonly string[]): readonly string[] =>
  ids
    .map((id) => ({ id, ticket: dice.next() }))
    .toSorted((one, other) => one.ticket - other.ticket)
    .map(({ id }) => id)

async function agreeGrades(tx: Tx, telling: Telling): Promise<void> {
  const rows = noAudits()
  for (const graded of await listGraded(tx))
    addFinal(rows, chance(seedOf(0, `${graded.caseId} final`, 0)), telling, {
      caseId: graded.caseId,
      first: { by: graded.firstBy, grade: graded.firstGrade, sent: { sections: graded.firstSections } },
      second: { by: graded.secondBy, grade: graded.secondGrade, sent: { sections: graded.secondSections } },
      ...{ after: graded.after.epochMilliseconds, openedAt: graded.openedAt.epochMilliseconds },
    })
  await writeAudits(tx, rows)
}

/** Reported as done by its owner, some late, and verified by somebody who had no part in it. */
async function followActions(tx: Tx, telling: Telling, span: Span): Promise<void> {
  for (const action of await listUnsettled(tx)) {
    const dice = chance(seedOf(0, action.id, 0))
    const dueDay = dayNumberOf(action.dueOn)
    const isLate = dice.happens(0.25)
    if (action.doneAt === null)
      await report(tx, action, comesIn(atWork(dice, telling, isLate ? dueDay + 4 : dueDay - dice.below(6)), span))
    else {
      const doneDay = dayNumberOf(londonDate(action.doneAt))
      await verify(tx, action, comesIn(atWork(dice, telling, doneDay + 3 + dice.below(8)), span))
    }
  }
}

async function report(tx: Tx, { id, what, ownerId }: Unsettled, at: number | null): Promise<void> {
  if (at === null) return
  const recordedAt = Temporal.Instant.fromEpochMilliseconds(at)
  const words = themes.find(({ action }) => action === what)?.done ?? ''
  const step = { kind: 'done', words, happenedOn: londonDate(recordedAt), recordedBy: ownerId, recordedAt } as const
  await recordStep(tx, { id }, step)
}

async function verify(tx: Tx, { id }: Unsettled, at: number | null): Promise<void> {
  if (at === null) return
  const recordedAt = Temporal.Instant.fromEpochMilliseconds(at)
  const words = 'Read in the record, and asked the worker'
  await recordStep(tx, { id }, { kind: 'verified', words, recordedBy: sampleLeads.qaLead, recordedAt })
}
