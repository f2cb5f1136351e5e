import { z } from 'zod'
import { readTypedDay } from '#kernel/typed-date'
import { keysOf } from '#kernel/words'
import { gradeNames } from '../../words.ts'
import type { ToolContent, ToolQuestion } from '../content.ts'
import { type Answered, type AuditAnswers, type Graded, metAnswers, type Numbered, numbered } from './answers.ts'

const longest = 20_000

const typed = z
  .string()
  .optional()
  .transform((words) => (words ?? '').trim())

/**
 * Reads the answers to a tool's questions from its form: each complaint names its question. Asked for is an answer to every
 * required question, evidence for each answer whose question asks for it ("not applicable" has to be shown too), a grade
 * with a reason for every graded section, and an overall grade with a reason.
 */
export function answersSchema(content: ToolContent): z.ZodType<AuditAnswers> {
  const questions = content.sections.flatMap((_section, place) => numbered(content, place))
  const graded = content.sections.filter(({ isGraded }) => isGraded)
  return z.object({
    answers: z
      .object(Object.fromEntries(questions.map((asked) => [asked.question.key, answerSchema(asked)])))
      .prefault({}),
    sections: z
      .object(Object.fromEntries(graded.map(({ key, title }) => [key, gradeSchema(`the section “${title}”`)])))
      .prefault({}),
    overall: gradeSchema('the work as a whole'),
  })
}

const answerSchema = (asked: Numbered): z.ZodType<Answered> =>
  z
    .object({ answer: typed, evidence: typed })
    .prefault({})
    .transform((given, context): Answered => {
      const complain = (field: 'answer' | 'evidence', message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      const { question } = asked
      if (given.answer === '') {
        if (question.isRequired) complain('answer', `${toDo[question.kind]} ${called(asked)}`)
        else if (given.evidence !== '') complain('answer', `Answer ${called(asked)}, or take its evidence away`)
        return { answer: null, evidence: given.evidence }
      }
      const read = readAnswer(question, given.answer)
      if (read === null) complain('answer', `${toMend[question.kind]} ${called(asked)}`)
      if (question.asksEvidence && given.evidence === '') complain('evidence', missingEvidence(asked, given.answer))
      if (given.evidence.length > longest) complain('evidence', `Shorten the evidence for ${called(asked)}`)
      return { answer: read, evidence: question.asksEvidence ? given.evidence : '' }
    })

const called = ({ number, question }: Numbered): string => `question ${number}, “${question.text}”`

const missingEvidence = (asked: Numbered, answer: string): string =>
  asked.question.kind === 'met' && answer === 'not-applicable'
    ? `Say why ${called(asked)} does not apply`
    : `Say where in the record you saw the answer to ${called(asked)}`

const toDo = {
  met: 'Choose an answer to',
  grade: 'Choose a grade for',
  choice: 'Choose an answer to',
  text: 'Answer',
  number: 'Enter a number for',
  day: 'Enter a date for',
} as const satisfies Record<ToolQuestion['kind'], string>

const toMend = {
  ...toDo,
  text: `Shorten to ${longest} characters the answer to`,
  number: 'Enter a number, such as 12 or 2.5, for',
  day: 'Enter a date that exists, such as 21/11/2026, for',
} as const satisfies Record<ToolQuestion['kind'], string>

/** The answer as it is kept; null when it cannot be one to this question. */
function readAnswer({ kind, choices }: ToolQuestion, words: string): string | number | null {
  switch (kind) {
    case 'met':
      return keysOf(metAnswers).find((key) => key === words) ?? null
    case 'grade':
      return gradeNames.find((key) => key === words) ?? null
    case 'choice':
      return choices.find(({ value }) => value === words)?.value ?? null
    case 'text':
      return words.length > longest ? null : words
    case 'number':
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(words) ? Number(words) : null
    case 'day': {
      const read = readTypedDay(words)
      return read.ok ? read.value.toString() : null
    }
  }
}

const gradeSchema = (what: string): z.ZodType<Graded> =>
  z
    .object({
      grade: typed.pipe(z.enum(gradeNames, `Choose a grade for ${what}`)),
      reason: typed.pipe(
        z.string().min(1, `Give the reason for the grade of ${what}`).max(longest, `Shorten the reason for ${what}`),
      ),
    })
    .prefault({})
