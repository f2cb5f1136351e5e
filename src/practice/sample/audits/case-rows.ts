import type { Grade } from '#practice/audits'
import { instant } from '../past/tables.ts'
import { type Chance, chance, madeId, seedOf } from '../random.ts'
import { sampleLeads, sampleStaff } from '../staff.ts'
import { addAfter } from './after-rows.ts'
import { addModeration } from './moderation-rows.ts'
import { type Auditor, areApart, auditors, isFree, managersOf } from './people.ts'
import { firstGrade, qualityOf, reformedAt, secondGrade } from './quality.ts'
import type { AuditRows } from './rows.ts'
import { addSubmission } from './submission-rows.ts'
import { atWork, type Done, dayNumberOf, dayText, type Opened, type Round, type Telling } from './told.ts'
import { excuses } from './words.ts'

/** A case with who audits it and everything that came of it by the moment of telling. */
export function addCase(rows: AuditRows, telling: Telling, round: Round, opened: Opened): Done | null {
  const dice = chance(seedOf(telling.seed, 'audit', opened.number))
  pushCase(rows, round, opened)
  const isReformed = opened.openedAt >= reformedAt
  const isTold = opened.isInadequate || opened.leftWith !== null
  if (isReformed && !isTold && dice.happens(0.025)) {
    pushExcuse(rows, dice, telling, opened)
    return null
  }
  const first = isReformed ? strangerOf(dice, round, opened) : null
  const auditor = isReformed ? (first?.id ?? null) : managersOf(opened.work.teamId).teamManager
  // Nobody is independent of it: it stays with those who run audits.
  if (auditor === null) return null
  const assignmentId = madeId(dice, opened.openedAt)
  const dueOn = dayText(opened.dueDay)
  const at = instant(opened.openedAt + 6 * 60_000)
  rows['audits.assignment'].push({
    ...{ id: assignmentId, case_id: opened.id, purpose: 'mark', marker: 1, auditor_id: auditor, due_on: dueOn },
    ...{ assigned_at: at, known_at: at, recorded_at: at },
  })
  const done = sendIn(rows, dice, telling, round, opened, { auditor, assignmentId, leniency: first?.leniency ?? 0 })
  if (done === null) return null
  addAfter(rows, dice, telling, done)
  const second = isReformed ? otherOf(dice, first, opened) : null
  addModeration(rows, dice, telling, done, second === null ? null : { id: second.id, grade: secondOf(dice, done) })
  return done
}

const secondOf = (dice: Chance, { opened, quality, at }: Done): Grade =>
  opened.isInadequate ? 'inadequate' : secondGrade(dice, quality, at)

function pushCase(rows: AuditRows, round: Round, { id, number, work, openedAt, dueDay, follows }: Opened): void {
  const at = instant(openedAt)
  const isDiscussion = work.subject === 'strategy-discussion'
  rows['audits.audit_case'].push({
    ...{ id, number, cycle_id: round.id, subject: work.subject, happened_on: work.happenedOn, state: work.state },
    ...{ discussion_id: isDiscussion ? work.id : null, child_id: isDiscussion ? null : work.id },
    ...{ team_id: work.teamId, area_id: work.areaId, due_on: dayText(dueDay), follows },
    ...{ opened_at: at, known_at: at, recorded_at: at, recorded_by: isDiscussion ? null : sampleLeads.qaLead },
  })
  for (const childId of work.childIds)
    rows['audits.case_child'].push({ case_id: id, child_id: childId, recorded_at: at })
  for (const { personId, part } of work.people)
    rows['audits.case_person'].push({ case_id: id, person_id: personId, part, recorded_at: at })
}

function pushExcuse(rows: AuditRows, dice: Chance, telling: Telling, { id, openedAt, dueDay }: Opened): void {
  const wanted = atWork(dice, telling, dueDay - 1)
  const at = instant(wanted > openedAt ? wanted : openedAt + 3_600_000)
  if (Date.parse(at) > telling.asOf) return
  const by = dice.happens(0.7) ? sampleLeads.qaLead : sampleStaff.headOfService
  const excused = { case_id: id, reason: dice.pick(excuses), excused_at: at }
  rows['audits.excuse'].push({ ...excused, known_at: at, recorded_at: at, recorded_by: by })
}

/** Somebody of another line: of the week's discussions a service manager, of a file anybody who is trained. */
function strangerOf(dice: Chance, { kind }: Round, { work }: Opened): Auditor | null {
  const named = new Set(work.people.map(({ personId }) => personId))
  const free = auditors.filter(
    (auditor) =>
      isFree(auditor, { teamId: work.teamId, named }) && (kind !== 'weekly-discussions' || auditor.isServiceManager),
  )
  return free.length === 0 ? null : dice.pick(free)
}

function otherOf(dice: Chance, first: Auditor | null, { work }: Opened): Auditor | null {
  const named = new Set(work.people.map(({ personId }) => personId))
  const free = auditors.filter(
    (auditor) => first !== null && isFree(auditor, { teamId: work.teamId, named }) && areApart(first, auditor),
  )
  return free.length === 0 ? null : dice.pick(free)
}

interface GivenTo {
  readonly auditor: string
  readonly assignmentId: string
  readonly leniency: number
}

/** Sent in, often late before the reform and seldom after it; null where it has not been by the moment of telling. */
function sendIn(
  rows: AuditRows,
  dice: Chance,
  telling: Telling,
  round: Round,
  opened: Opened,
  { auditor, assignmentId, leniency }: GivenTo,
): Done | null {
  const isReformed = opened.openedAt >= reformedAt
  const isForgotten = !isReformed && dice.happens(0.06)
  const isLate = dice.happens(isReformed ? 0.12 : 0.58) && opened.leftWith === null
  const openedDay = dayNumberOf(telling, opened.openedAt)
  const wanted = isLate ? opened.dueDay + 1 + dice.below(isReformed ? 8 : 40) : opened.dueDay - dice.below(5)
  const at = atWork(dice, telling, Math.max(openedDay + 1, wanted))
  const quality = qualityOf(dice, opened.openedAt)
  const grade = opened.isInadequate ? 'inadequate' : firstGrade(dice, quality, opened.openedAt, leniency)
  if (isForgotten || at > telling.asOf || opened.leftWith === 'auditor') return null
  const sent = addSubmission(rows, dice, {
    ...{ caseId: opened.id, assignmentId, purpose: 'mark', auditorId: auditor, tool: round.tool, grade, at },
    themeIds: telling.themeIds,
  })
  return { opened, round, auditor, grade, quality, sent, at }
}
