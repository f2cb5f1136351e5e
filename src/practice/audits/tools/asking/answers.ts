import type { Grade } from '../../words.ts'
import type { ToolContent, ToolQuestion, ToolSection } from '../content.ts'

/** What an auditor answered to one question. */
export interface Answered {
  /** A key of {@link metAnswers}, a grade, a choice's value, words, a number, or a day as `2026-11-23`. Null: not answered. */
  readonly answer: string | number | null
  /** Where in the record it was seen; '' where the question does not ask that, or nothing was answered. */
  readonly evidence: string
}

/** A grade with its written reason. */
export interface Graded {
  readonly grade: Grade
  readonly reason: string
}

/** A whole audit form as it was read: by the key of each question and of each graded section. Kept as it is, as JSON. */
export interface AuditAnswers {
  readonly answers: Readonly<Record<string, Answered>>
  readonly sections: Readonly<Record<string, Graded>>
  readonly overall: Graded
}

/** What answers `met`: the words of the field's question sets. */
export const metAnswers = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  'not-applicable': 'Not applicable',
} as const
export type MetAnswer = keyof typeof metAnswers

/** The names of the form's fields; the same as paths into {@link AuditAnswers}. */
export const fieldNames = {
  answer: (question: Pick<ToolQuestion, 'key'>) => `answers.${question.key}.answer`,
  evidence: (question: Pick<ToolQuestion, 'key'>) => `answers.${question.key}.evidence`,
  grade: (section: Pick<ToolSection, 'key'>) => `sections.${section.key}.grade`,
  reason: (section: Pick<ToolSection, 'key'>) => `sections.${section.key}.reason`,
  overallGrade: 'overall.grade',
  overallReason: 'overall.reason',
} as const

/** A question with the number it is spoken of by: 2.3 is the third of the second section. */
export interface Numbered {
  readonly number: string
  readonly question: ToolQuestion
}

/** The questions of the section at this place, from 0, with their numbers. */
export const numbered = (content: Pick<ToolContent, 'sections'>, place: number): readonly Numbered[] =>
  (content.sections[place]?.questions ?? []).map((question, at) => ({ number: `${place + 1}.${at + 1}`, question }))
