import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import type { Problem } from '#kernel/outcome'
import { dateInWords, keysOf } from '#kernel/words'
import type { Html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { choiceOf, choicesOf, longInput, optionsOf, textInput } from '#platform/questions'
import type { Theme } from '../../themes/store/themes.ts'
import type { Learning, NewLearning } from '../store/learning.ts'
import { learningKinds } from '../words.ts'

export const learningFields = {
  kind: fields.choice(keysOf(learningKinds), 'Choose what it was'),
  what: fields.text('Say what was learned', 2000),
  forWhom: fields.text('Say for whom it was', 200),
  people: z
    .string()
    .trim()
    .default('')
    .refine((typed) => /^(|[1-9]\d{0,4})$/.test(typed), 'Give a whole number, or leave it empty where nobody counted')
    .transform((typed) => (typed === '' ? null : Number(typed))),
  happenedOn: fields.day('Give the day'),
  themes: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((typed): readonly string[] => [
      ...new Set((typeof typed === 'string' ? [typed] : (typed ?? [])).filter((id) => id !== '')),
    ]),
}
const answered = z.object(learningFields)

/** What was answered, as it is recorded. */
export const learningOf = ({ themes: themeIds, ...rest }: z.infer<typeof answered>): NewLearning => ({
  ...rest,
  themeIds,
})

/** What is wrong with it beside its form; none when nothing is. */
export function problemsWith(
  { happenedOn, themeIds }: NewLearning,
  themes: readonly Theme[],
  now: Temporal.Instant,
): readonly Problem[] {
  const known = new Set(themes.map(({ id }) => id))
  const problems: Problem[] = []
  if (Temporal.PlainDate.compare(happenedOn, londonDate(now)) > 0)
    problems.push({ field: 'happenedOn', message: 'Give a day that is not to come: record it when it was delivered' })
  if (!themeIds.every((id) => known.has(id))) problems.push({ field: 'themes', message: 'Choose themes from the list' })
  return problems
}

/** The questions, with what stands where something does. */
export function learningQuestions(
  form: FormState,
  themes: readonly Theme[],
  now: Temporal.Instant,
  stands: Learning | null,
): readonly Html[] {
  const today = londonDate(now)
  return [
    choiceOf(form, { name: 'kind', label: 'What was it?', fallback: stands?.kind ?? '' }, optionsOf(learningKinds)),
    longInput(form, {
      name: 'what',
      label: 'What was learned?',
      hint: 'It is printed in the public report: name no child, no family and no worker.',
      fallback: stands?.what ?? '',
    }),
    textInput(form, {
      name: 'forWhom',
      label: 'For whom was it?',
      hint: 'For example, team managers of all areas',
      fallback: stands?.forWhom ?? '',
    }),
    textInput(
      form,
      { name: 'people', label: 'How many people did it reach? (optional)', fallback: String(stands?.people ?? '') },
      { classes: 'govuk-input--width-4' },
    ),
    textInput(
      form,
      {
        name: 'happenedOn',
        label: 'On which day?',
        hint: `For example, ${today.day}/${today.month}/${today.year}`,
        fallback: stands === null ? '' : dateInWords(stands.happenedOn),
      },
      { classes: 'govuk-input--width-20' },
    ),
    ...(themes.length === 0
      ? []
      : [
          choicesOf(
            form,
            { name: 'themes', label: 'Which themes called for it?', chosen: stands?.themeIds ?? [] },
            themes.map(({ id, name }) => ({ value: id, text: name })),
          ),
        ]),
  ]
}
