import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { answerKinds } from '../../content.ts'
import { keyAsked, revisionField } from '../parts/draft.ts'

const choices = fields.optionalText(6000).transform((typed) => [
  ...new Set(
    (typed ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
])

export const questionForm = z
  .object({
    revision: revisionField,
    sectionKey: fields.text('Choose the section that it belongs to', 80),
    text: fields.text('Enter the question', 500),
    guidance: fields.optionalText(4000).transform((words) => words ?? ''),
    kind: fields.choice(keysOf(answerKinds), 'Choose how it is answered'),
    choices,
    isRequired: fields.ticked,
    asksEvidence: fields.ticked,
    andThen: fields.optionalChoice(['another'], 'Press one of the buttons'),
  })
  .superRefine(({ kind, choices: typed }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['choices'], message })
    if (kind !== 'choice') return
    if (typed.length < 2) complain('Enter at least two choices, one on each line')
    if (typed.some((choice) => choice.length > 200)) complain('Shorten each choice to 200 characters or fewer')
    if (new Set(typed.map((choice) => choice.toLowerCase())).size < typed.length)
      complain('Enter each choice once: two of them are the same words')
  })

export const questionAsked = z.object({ section: keyAsked.optional(), question: keyAsked.optional() })
