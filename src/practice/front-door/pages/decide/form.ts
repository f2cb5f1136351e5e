import { z } from 'zod'
import { fields } from '#platform/http'
import { outcomeNames } from '../../words.ts'
import { words } from '../parts/fields.ts'

/** To whom it was passed, asked under each outcome that hands the child to somebody. */
export const passedToField = z
  .object({ 'early-help': words(300), 'already-open': words(300), transfer: words(300) })
  .partial()
  .default({})

export type PassedTo = z.infer<typeof passedToField>

/** The rationale under its prompts (council report §7 and §11). The last two are always asked. */
export const rationaleFields = {
  worry: words(),
  history: words(),
  protects: words(),
  childView: words(),
  notKnown: fields.text('Say what is not known, or that nothing is'),
  why: fields.text('Say why this outcome'),
}

const child = z.object({
  childId: fields.id('Open the page again: a child of this contact has changed'),
  // Nobody chose yet is one of the answers: the clock then runs on for this child.
  outcome: fields.choice([...outcomeNames, 'not-yet'], 'Choose an outcome, or that it is not decided yet'),
  passedTo: passedToField,
  why: words(),
})

export const decisionForm = z.object({
  child: z.array(child).min(1, 'Open the page again: the children of this contact have changed').default([]),
  ...rationaleFields,
  decidedAt: fields.dateTime('Enter when it was decided'),
  decidedBy: fields.id('Choose who decided'),
})

export type DecisionTyped = z.infer<typeof decisionForm>

/** What was typed under the outcome that was chosen; what stands under the others is left. */
export const passedToOf = (outcome: string, typed: PassedTo): string =>
  outcome === 'early-help' || outcome === 'already-open' || outcome === 'transfer' ? (typed[outcome] ?? '') : ''
