import { type Grade, gradeNames } from '#practice/audits'
import { instant } from '../past/tables.ts'
import { type Chance, madeId } from '../random.ts'
import { agreedGrade, reformedAt } from './quality.ts'
import type { AuditRows } from './rows.ts'
import { addSubmission, type Sent } from './submission-rows.ts'
import { atWork, type Done, dayNumberOf, dayText, type Telling } from './told.ts'
import { finalReasons } from './words.ts'

/** Whoever grades it a second time, and how. */
export interface Second {
  readonly id: string
  readonly grade: Grade
}

/**
 * Whether an audit was graded twice, by whom, and what the two agreed. Before the reform none was; after it the random share and
 * every Inadequate and Outstanding.
 */
export function addModeration(
  rows: AuditRows,
  dice: Chance,
  telling: Telling,
  done: Done,
  second: Second | null,
): void {
  const { opened, grade, at } = done
  const isAlways = grade === 'inadequate' || grade === 'outstanding'
  const isReformed = opened.openedAt >= reformedAt
  const isRandom = isReformed && opened.isDrawn && second !== null
  const reasons = isReformed && isAlways && second !== null ? [grade] : []
  const pickedAt = at + 60_000
  rows['audits.moderation_pick'].push({
    ...{ case_id: opened.id, is_moderated: isRandom || reasons.length > 0, is_random_share: isRandom, reasons },
    ...{ picked_at: instant(pickedAt), known_at: instant(pickedAt), recorded_at: instant(pickedAt) },
  })
  if (second === null || !(isRandom || reasons.length > 0)) return
  const assignedAt = atWork(dice, telling, dayNumberOf(telling, at) + 1)
  if (assignedAt > telling.asOf) return
  const assignmentId = madeId(dice, assignedAt)
  const dueDay = telling.days.workingDayAfter(dayNumberOf(telling, assignedAt), 5)
  rows['audits.assignment'].push({
    ...{ id: assignmentId, case_id: opened.id, purpose: 'moderate', marker: 1, auditor_id: second.id },
    ...{ due_on: dayText(dueDay), assigned_at: instant(assignedAt) },
    ...{ known_at: instant(assignedAt), recorded_at: instant(assignedAt) },
  })
  const secondAt = atWork(dice, telling, dayNumberOf(telling, assignedAt) + 2 + dice.below(7))
  if (secondAt > telling.asOf || opened.leftWith === 'second') return
  const sent = addSubmission(rows, dice, {
    ...{ caseId: opened.id, assignmentId, purpose: 'moderate', auditorId: second.id, tool: done.round.tool },
    ...{ grade: second.grade, at: secondAt, themeIds: telling.themeIds },
  })
  addFinal(rows, dice, telling, {
    ...{ caseId: opened.id, first: { by: done.auditor, grade, sent: done.sent } },
    ...{ second: { by: second.id, grade: second.grade, sent }, after: secondAt, openedAt: opened.openedAt },
  })
}

interface Side {
  readonly by: string
  readonly grade: Grade
  readonly sent: Pick<Sent, 'sections'>
}
export interface Both {
  readonly caseId: string
  readonly first: Side
  readonly second: Side
  readonly after: number
  readonly openedAt: number
}

/** The second proposes a final grade, and the first agrees. */
export function addFinal(rows: AuditRows, dice: Chance, telling: Pick<Telling, 'days' | 'asOf'>, both: Both): void {
  const { caseId, first, second } = both
  const decidedAt = atWork(dice, telling, dayNumberOf(telling, both.after) + 1 + dice.below(3))
  const agreedAt = decidedAt + (1 + dice.below(20)) * 3_600_000
  if (agreedAt > telling.asOf) return
  const finalId = madeId(dice, decidedAt)
  const at = instant(decidedAt)
  const grade = agreedGrade(dice, first.grade, second.grade, both.openedAt)
  rows['audits.final_grade'].push({
    ...{ id: finalId, case_id: caseId, how: 'agreed', grade, decided_at: at, known_at: at, recorded_at: at },
    reasons: first.grade === second.grade ? finalReasons.same : finalReasons.other,
    ...{ section_grades: agreedSections(first.sent, second.sent), recorded_by: second.by },
  })
  rows['audits.final_consent'].push({
    ...{ final_id: finalId, case_id: caseId, agrees: true, words: '' },
    ...{ recorded_at: instant(agreedAt), recorded_by: first.by },
  })
}

/** Of each section the stricter of the two. */
const agreedSections = (first: Side['sent'], second: Side['sent']): Readonly<Record<string, Grade>> =>
  Object.fromEntries(
    Object.entries(first.sections).map(([key, { grade }]) => {
      const other = second.sections[key]?.grade ?? grade
      return [key, gradeNames.indexOf(other) > gradeNames.indexOf(grade) ? other : grade]
    }),
  )
