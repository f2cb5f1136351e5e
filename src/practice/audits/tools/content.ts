import { z } from 'zod'

/**
 * What a version of an audit tool asks, as it is kept (jsonb) and published. Keys stay the same from version to version for
 * what means the same, so that figures by section or question go on across versions.
 */

// A key is part of the names of a form's fields, where whole numbers mean a list and these two words are never taken.
const key = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A key is made of small letters, digits and hyphens, a letter first')
  .refine((word) => word !== 'constructor' && word !== 'prototype', 'This word cannot be a key')
// A browser sends its own line endings: without this, text that nobody changed would count as changed.
const lineEnds = (words: string): string => words.replaceAll('\r\n', '\n')
const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .overwrite((words) => words.replaceAll(/\s+/g, ' '))
    .min(1)
    .max(most)
const words = (most: number) => z.string().trim().overwrite(lineEnds).min(1).max(most)
const maybeWords = (most: number) => z.string().trim().overwrite(lineEnds).max(most)
const guidance = maybeWords(4000).default('')

const mostSections = 'A tool has 40 sections at most'

/** `met`: Yes / Partly / No / Not applicable. `grade`: one of Ofsted's four. */
export const answerKinds = {
  met: 'Yes, partly, no, or not applicable',
  grade: 'A grade',
  choice: 'One of a list',
  text: 'Words',
  number: 'A number',
  day: 'A date',
} as const
export type AnswerKind = keyof typeof answerKinds

export const toolQuestion = z.strictObject({
  key,
  text: oneLine(500),
  guidance,
  kind: z.enum(Object.keys(answerKinds) as [AnswerKind, ...AnswerKind[]]),
  /** Of a `choice`; none of the others. */
  choices: z
    .array(z.strictObject({ value: key, text: oneLine(200) }))
    .max(30, 'A question has 30 choices at most')
    .default([]),
  isRequired: z.boolean().default(true),
  /** Whether the answer needs to say where in the record it was seen. */
  asksEvidence: z.boolean().default(true),
})

export const toolSection = z.strictObject({
  key,
  title: oneLine(200),
  guidance,
  isGraded: z.boolean(),
  questions: z.array(toolQuestion).max(60, 'A section has 60 questions at most'),
})

export const toolContent = z.strictObject({
  introduction: maybeWords(4000).default(''),
  /** What each grade means with this tool. */
  grading: z.strictObject({
    outstanding: words(2000),
    good: words(2000),
    'requires-improvement': words(2000),
    inadequate: words(2000),
  }),
  /** Who is asked beside the record. Never anybody about a strategy discussion. */
  voices: z.array(z.enum(['worker', 'child', 'parent'])).max(3),
  sections: z.array(toolSection).min(1).max(40, mostSections),
})

/** A draft of it: whoever edits it may leave off anywhere, so what a published one must have can still be missing. */
export const toolDraft = z.strictObject({
  introduction: maybeWords(4000),
  grading: z.strictObject({
    outstanding: maybeWords(2000),
    good: maybeWords(2000),
    'requires-improvement': maybeWords(2000),
    inadequate: maybeWords(2000),
  }),
  voices: z.array(z.enum(['worker', 'child', 'parent'])).max(3),
  sections: z.array(toolSection).max(40, mostSections),
})

export const emptyDraft: ToolContent = {
  introduction: '',
  grading: { outstanding: '', good: '', 'requires-improvement': '', inadequate: '' },
  voices: [],
  sections: [],
}

export type ToolContent = z.infer<typeof toolContent>
export type ToolSection = z.infer<typeof toolSection>
export type ToolQuestion = z.infer<typeof toolQuestion>
