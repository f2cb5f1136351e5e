import { Temporal } from 'temporal-polyfill'
import {
  type Answered,
  type AuditAnswers,
  type Grade,
  type Graded,
  gradeNames,
  type Purpose,
  type SealedAudit,
  sealOf,
  type ToolContent,
  type ToolQuestion,
} from '#practice/audits'
import { instant } from '../past/tables.ts'
import { type Chance, madeId } from '../random.ts'
import type { AuditRows } from './rows.ts'
import { evidence, freeWords, gradeReasons, learnings, sectionReasons, themes } from './words.ts'

/** An audit that somebody sends in at a moment, in milliseconds since 1970. */
export interface SentIn {
  readonly caseId: string
  readonly assignmentId: string
  readonly purpose: Purpose
  readonly auditorId: string
  readonly tool: { readonly versionId: string; readonly content: ToolContent }
  readonly grade: Grade
  readonly at: number
  /** In the order of {@link themes}. */
  readonly themeIds: readonly string[]
}

export interface Sent {
  readonly id: string
  readonly sections: Readonly<Record<string, Graded>>
  /** Places in {@link themes} of what is to be improved. */
  readonly toImprove: readonly number[]
}

/** A finished audit with its answers, grades and findings, sealed as the product seals one. */
export function addSubmission(rows: AuditRows, dice: Chance, sent: SentIn): Sent {
  const { caseId, grade, at, tool, auditorId } = sent
  const id = madeId(dice, at)
  const answers = answersOf(dice, tool.content, grade)
  const sections = sectionsOf(dice, tool.content, grade)
  const found = findingsOf(dice, answers, grade)
  const overall = { grade, reason: dice.pick(gradeReasons[grade]) }
  const findings = found.map(({ kind, theme }) => ({
    kind,
    themeId: sent.themeIds[theme] ?? null,
    words: kind === 'went-well' ? (themes[theme]?.wentWell ?? '') : (themes[theme]?.toImprove ?? ''),
  }))
  const [wentWell, learning] = [findings.find(({ kind }) => kind === 'went-well')?.words ?? '', dice.pick(learnings)]
  const sealed: SealedAudit = {
    ...{ id, caseId, assignmentId: sent.assignmentId, purpose: sent.purpose, auditorId, toolVersionId: tool.versionId },
    ...{ corrects: null, correctionReason: '', wentWell, learning, answers, sections, overall, findings },
    submittedAt: Temporal.Instant.fromEpochMilliseconds(at),
  }
  const own = { recorded_at: instant(at), recorded_by: auditorId }
  rows['audits.submission'].push({
    ...{ id, case_id: caseId, assignment_id: sent.assignmentId, purpose: sent.purpose, auditor_id: auditorId },
    ...{ tool_version_id: tool.versionId, answers, grade, grade_reason: overall.reason, went_well: wentWell, learning },
    ...{ sha256: sealOf(sealed), submitted_at: instant(at), known_at: instant(at), ...own },
  })
  for (const [section, graded] of Object.entries(sections))
    rows['audits.section_grade'].push({ submission_id: id, case_id: caseId, section, ...graded })
  for (const { kind, themeId, words } of findings) {
    const about = { id: madeId(dice, at), case_id: caseId, submission_id: id }
    rows['audits.finding'].push({ ...about, kind, theme_id: themeId, words, ...own })
  }
  return { id, sections, toImprove: found.flatMap(({ kind, theme }) => (kind === 'to-improve' ? [theme] : [])) }
}

const shares: Readonly<Record<Grade, Record<'yes' | 'partly' | 'no' | 'not-applicable', number>>> = {
  outstanding: { yes: 90, partly: 7, no: 1, 'not-applicable': 2 },
  good: { yes: 72, partly: 19, no: 6, 'not-applicable': 3 },
  'requires-improvement': { yes: 44, partly: 34, no: 19, 'not-applicable': 3 },
  inadequate: { yes: 18, partly: 34, no: 45, 'not-applicable': 3 },
}

/** An answer to every question, of the kind that it asks for. */
function answersOf(dice: Chance, { sections }: ToolContent, grade: Grade): AuditAnswers['answers'] {
  const answers: Record<string, Answered> = {}
  for (const { questions } of sections)
    for (const question of questions) answers[question.key] = answerTo(dice, question, grade)
  return answers
}

function answerTo(dice: Chance, question: ToolQuestion, grade: Grade): Answered {
  const seen = (words: string): string => (question.asksEvidence ? words : '')
  switch (question.kind) {
    case 'met': {
      const answer = dice.weighted(shares[grade])
      return { answer, evidence: seen(dice.pick(evidence[answer])) }
    }
    case 'grade':
      return { answer: grade, evidence: seen(dice.pick(evidence.yes)) }
    case 'choice':
      return { answer: dice.pick(question.choices).value, evidence: seen(dice.pick(evidence.yes)) }
    case 'text':
      return { answer: dice.pick(freeWords), evidence: '' }
    case 'number':
      return { answer: 1 + dice.below(8), evidence: seen(dice.pick(evidence.yes)) }
    case 'day':
      return { answer: null, evidence: '' }
  }
}

/** Each graded section near the grade of the whole. */
function sectionsOf(dice: Chance, { sections }: ToolContent, grade: Grade): AuditAnswers['sections'] {
  const near = (): Grade => {
    const step = dice.happens(0.62) ? 0 : dice.happens(0.5) ? 1 : -1
    return gradeNames[Math.min(2, Math.max(0, gradeNames.indexOf(grade) + step))] ?? grade
  }
  return Object.fromEntries(
    sections
      .filter(({ isGraded }) => isGraded)
      .map(({ key }) => [key, near()] as const)
      .map(([key, given]) => [key, { grade: given, reason: sectionReasons[given] }]),
  )
}

interface Found {
  readonly kind: 'went-well' | 'to-improve'
  readonly theme: number
}

/** What the answers tell of the themes: one thing that went well, and two at most to be improved. */
function findingsOf(dice: Chance, answers: AuditAnswers['answers'], grade: Grade): readonly Found[] {
  const told = themes.flatMap(({ keys }, theme) => {
    const given = keys.flatMap((key) => answers[key]?.answer ?? [])
    const bad =
      given.filter((answer) => answer === 'no').length + given.filter((answer) => answer === 'partly').length / 2
    return given.length === 0 ? [] : [{ theme, bad: bad / given.length + dice.next() * 0.1 }]
  })
  const worstFirst = told.toSorted((one, other) => other.bad - one.bad)
  const least = grade === 'outstanding' ? 0.9 : grade === 'good' ? 0.4 : 0.2
  const best = worstFirst.at(-1)
  return [
    ...(best === undefined || grade === 'inadequate' ? [] : [{ kind: 'went-well', theme: best.theme } as const]),
    ...worstFirst
      .slice(0, 2)
      .flatMap(({ bad, theme }) => (bad > least ? [{ kind: 'to-improve', theme } as const] : [])),
  ]
}
