import { Temporal } from 'temporal-polyfill'
import { planDueAt } from '#practice/audits'
import { instant } from '../past/tables.ts'
import { type Chance, madeId } from '../random.ts'
import { sampleLeads, sampleStaff } from '../staff.ts'
import { managersOf } from './people.ts'
import { reformedAt } from './quality.ts'
import type { AuditRows } from './rows.ts'
import { atWork, type Done, dayNumberOf, dayText, type Telling } from './told.ts'
import {
  childSaid,
  inadequatePlan,
  notAskedBecause,
  parentSaid,
  themes,
  workerSaid,
  worryAnswer,
  worryWords,
} from './words.ts'

const minute = 60_000
const hour = 60 * minute

/** An audit that was sent in at a moment, in milliseconds since 1970. */
interface SentAbout {
  readonly caseId: string
  readonly number: number
  readonly auditor: string
  readonly at: number
  readonly openedAt: number
}
interface ToImprove extends SentAbout {
  readonly teamId: string
  readonly childIds: readonly string[]
  /** Places in the themes. */
  readonly toImprove: readonly number[]
}

/** What came of an audit: who was heard, what is to be done, and what an Inadequate calls for. */
export function addAfter(rows: AuditRows, dice: Chance, telling: Telling, done: Done): void {
  const { opened, auditor, at, sent } = done
  const { id: caseId, number, openedAt, work } = opened
  const about = { caseId, number, auditor, at, openedAt }
  const worker = work.people.find(({ part }) => part === 'worker')?.personId ?? null
  if (work.subject === 'child') addVoices(rows, dice, { ...about, worker })
  addActions(rows, dice, telling, { ...about, teamId: work.teamId, childIds: work.childIds, toImprove: sent.toImprove })
  if (!done.opened.isInadequate) return
  addInadequate(rows, dice, telling, done)
  // The second of them: a child who may still be at risk.
  if (done.opened.work.subject === 'child') addWorry(rows, dice, telling, done)
}

/** The worker mostly; the child and the parents where it is safe, hardly ever before the reform. */
export function addVoices(
  rows: AuditRows,
  dice: Chance,
  { caseId, auditor, at, openedAt, worker }: SentAbout & { readonly worker: string | null },
): void {
  const isReformed = openedAt >= reformedAt
  const common = { case_id: caseId, moment: 'before' }
  const saidAt = instant(at - 3 * hour)
  if (worker !== null && dice.happens(isReformed ? 0.8 : 0.25))
    rows['audits.voice'].push({
      ...{ ...common, id: madeId(dice, at), who: 'worker', person_id: worker, was_asked: true, why_not: '' },
      ...{
        said: dice.pick(workerSaid),
        agreed_with: '',
        happened_at: saidAt,
        recorded_at: saidAt,
        recorded_by: worker,
      },
    })
  for (const [who, words, share] of [
    ['child', childSaid, isReformed ? 0.35 : 0.03],
    ['parent', parentSaid, isReformed ? 0.45 : 0.06],
  ] as const) {
    const wasAsked = dice.happens(share)
    rows['audits.voice'].push({
      ...{ ...common, id: madeId(dice, at), who, person_id: null, was_asked: wasAsked },
      ...{ why_not: wasAsked ? '' : dice.pick(notAskedBecause[who]), said: wasAsked ? dice.pick(words) : '' },
      ...{ agreed_with: wasAsked ? 'The team manager' : '', happened_at: instant(at) },
      ...{ recorded_at: instant(at), recorded_by: auditor },
    })
  }
}

/** Actions of what is to be improved: the team manager's to do, and somebody else's to verify. */
export function addActions(
  rows: AuditRows,
  dice: Chance,
  telling: Telling,
  { caseId, number, auditor, at, openedAt, teamId, childIds, toImprove }: ToImprove,
): void {
  const isReformed = openedAt >= reformedAt
  const owner = managersOf(teamId).teamManager
  for (const theme of toImprove) {
    if (!dice.happens(isReformed ? 0.75 : 0.3)) continue
    const { action = '', done: evidence = '' } = themes[theme] ?? {}
    const id = madeId(dice, at)
    const dueDay = telling.days.workingDayAfter(dayNumberOf(telling, at), 15)
    rows['actions.action'].push({
      ...{ id, number: telling.next('action'), what: action, why: themes[theme]?.toImprove ?? '', from_kind: 'audit' },
      ...{ from_id: caseId, from_reference: `AU-${number}`, owner_person_id: owner },
      ...{ due_on: dayText(dueDay), is_about_children: true, recorded_at: instant(at), recorded_by: auditor },
    })
    for (const childId of childIds)
      rows['actions.action_child'].push({ action_id: id, child_id: childId, recorded_at: instant(at) })
    addSteps(rows, dice, telling, { id, owner, evidence, dueDay, isReformed })
  }
}

interface ToDo {
  readonly id: string
  readonly owner: string
  readonly evidence: string
  readonly dueDay: number
  readonly isReformed: boolean
}

/** Done, mostly in time after the reform; verified only after it, what was left from before by the end of that year. */
function addSteps(rows: AuditRows, dice: Chance, telling: Telling, { id, owner, evidence, dueDay, isReformed }: ToDo) {
  const isLate = dice.happens(isReformed ? 0.22 : 0.6)
  const doneAt = atWork(dice, telling, isLate ? dueDay + 4 + dice.below(40) : dueDay - dice.below(12))
  const lookedAgainDay = Math.max(dayNumberOf(telling, doneAt), isReformed ? 0 : dayNumberOf(telling, reformedAt) + 30)
  const verifiedAt = atWork(dice, telling, lookedAgainDay + 2 + dice.below(14))
  const verifier = dice.pick([sampleLeads.qaLead, sampleLeads.principal, sampleStaff.headOfService])
  if (doneAt > telling.asOf) return
  const step = { action_id: id, words: evidence }
  rows['actions.action_step'].push({
    ...{
      ...step,
      id: madeId(dice, doneAt),
      number: 1,
      kind: 'done',
      happened_on: dayText(dayNumberOf(telling, doneAt)),
    },
    ...{ recorded_at: instant(doneAt), recorded_by: owner },
  })
  if (verifiedAt > telling.asOf) return
  rows['actions.action_step'].push({
    ...{ ...step, id: madeId(dice, verifiedAt), number: 2, kind: 'verified', happened_on: null },
    ...{ words: 'Read in the record, and asked the worker', recorded_at: instant(verifiedAt), recorded_by: verifier },
  })
}

/** The service manager's on the same day, with a plan and a day by which it is audited again. */
function addInadequate(rows: AuditRows, dice: Chance, telling: Telling, { opened, sent, at }: Done): void {
  const { serviceManager } = managersOf(opened.work.teamId)
  const due = planDueAt(telling.calendar, Temporal.Instant.fromEpochMilliseconds(at))
  rows['audits.inadequate'].push({
    ...{ case_id: opened.id, submission_id: sent.id, to_person_id: serviceManager, opened_at: instant(at) },
    ...{ due_at: due.toString(), known_at: instant(at), recorded_at: instant(at) },
  })
  const plannedAt = due.epochMilliseconds - 40 * minute
  if (plannedAt > telling.asOf) return
  rows['audits.inadequate_plan'].push({
    ...{ id: madeId(dice, plannedAt), case_id: opened.id, plan: inadequatePlan },
    ...{ re_audit_by: dayText(reAuditDayOf(telling, at) + 28), planned_at: instant(plannedAt) },
    ...{ recorded_at: instant(plannedAt), recorded_by: serviceManager },
  })
}

/** The Monday ten weeks on, when it is audited again. */
export const reAuditDayOf = (telling: Telling, at: number): number => {
  const day = dayNumberOf(telling, at) + 70
  return telling.days.of(day).isWorking ? day : telling.days.workingDayAfter(day, 1)
}

/** Raised while the auditor was still reading, and acknowledged by the team's manager twenty minutes later. */
function addWorry(rows: AuditRows, dice: Chance, telling: Telling, { opened, auditor, at }: Done): void {
  const raisedAt = at - 95 * minute
  const id = madeId(dice, raisedAt)
  const { teamManager } = managersOf(opened.work.teamId)
  rows['audits.safety_worry'].push({
    ...{ id, number: telling.next('worry'), case_id: opened.id, words: worryWords, raised_at: instant(raisedAt) },
    ...{ known_at: instant(raisedAt), recorded_at: instant(raisedAt), recorded_by: auditor },
  })
  rows['audits.safety_rung'].push({
    ...{ worry_id: id, case_id: opened.id, rung: 1, to_person_id: teamManager, opened_at: instant(raisedAt) },
    ...{ due_at: instant(raisedAt + hour), recorded_at: instant(raisedAt) },
  })
  const answeredAt = instant(raisedAt + 20 * minute)
  rows['audits.safety_acknowledgement'].push({
    ...{ worry_id: id, case_id: opened.id, words: worryAnswer, acknowledged_at: answeredAt },
    ...{ known_at: answeredAt, recorded_at: answeredAt, recorded_by: teamManager },
  })
}
