import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import { choiceOf, longInput, type Option, pickOf, textInput, timeInput } from '#platform/questions'
import { type ContactOutcome, outcomeNames, outcomes } from '../../words.ts'

const passedToLabel: Readonly<Partial<Record<ContactOutcome, string>>> = {
  'early-help': 'Which early help service?',
  'already-open': 'Which team and worker?',
  transfer: 'Which authority?',
}

export interface OutcomeAsked {
  /** The field that holds the outcome: `child.0.outcome`. */
  readonly name: string
  /** Before the names of "passed to": `child.0.passedTo`. */
  readonly passedTo: string
  readonly label: string
  readonly chosen?: ContactOutcome
  readonly passedToNow?: string
  /** With "Not decided yet" as the last choice. */
  readonly canWait: boolean
}

/** The outcomes, none chosen beforehand. */
export function outcomeQuestion(form: FormState, asked: OutcomeAsked): Html {
  const given = outcomeNames.map((value): Option => {
    const label = passedToLabel[value]
    if (label === undefined) return { value, text: outcomes[value] }
    const fallback = value === asked.chosen || (value === 'already-open' && asked.passedToNow) ? asked.passedToNow : ''
    const question = { name: `${asked.passedTo}.${value}`, label, ...(fallback ? { fallback } : {}) }
    return { value, text: outcomes[value], reveals: textInput(form, question) }
  })
  const later = { value: 'not-yet', text: 'Not decided yet: the clock runs on', after: 'or' }
  const { name, label, chosen } = asked
  return choiceOf(form, { name, label, ...(chosen ? { fallback: chosen } : {}) }, [
    ...given,
    ...(asked.canWait ? [later] : []),
  ])
}

export type RationaleName = 'worry' | 'history' | 'protects' | 'childView' | 'notKnown' | 'why'

const prompts: Readonly<Record<RationaleName, readonly [label: string, hint: string]>> = {
  worry: ['The worry and its impact', 'What is happening, and what it does to the child.'],
  history: ['History', 'What came before and what it tells you. Always needed for no further action.'],
  protects: ['What protects', 'Who and what keeps the child safe now.'],
  childView: ['The child’s view', 'What the child says or shows, or how you would find out.'],
  notKnown: ['What we do not know', 'Always needed. If nothing is open, say so.'],
  why: ['Why this outcome', 'Always needed. What tipped it, for somebody who reads it in a year.'],
}

/** The rationale, under its prompts. */
export const rationaleQuestions = (
  form: FormState,
  given: Readonly<Partial<Record<RationaleName, string>>> = {},
): readonly Html[] =>
  (Object.keys(prompts) as readonly RationaleName[]).map((name) => {
    const [label, hint] = prompts[name]
    const fallback = given[name]
    return longInput(form, { name, label, hint, ...(fallback === undefined ? {} : { fallback }) })
  })

/** Decided by whom and when. When it is recorded, the database says. */
export const decidedQuestions = (
  form: FormState,
  deciders: readonly Option[],
  given: { readonly by: string; readonly at: string },
): Html => html`${pickOf(form, { name: 'decidedBy', label: 'Decided by', fallback: given.by }, deciders)}
${timeInput(form, { name: 'decidedAt', label: 'Decided at', hint: 'When the decision was made. When it is recorded is noted when you press.', fallback: given.at })}`
