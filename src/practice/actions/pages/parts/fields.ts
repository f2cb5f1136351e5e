import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { type Html, html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { type OwnerChoice, ownerChosen } from '../../store/owners.ts'
import type { NewAction } from '../../store/record.ts'
import { dayQuestion, longQuestion, pickQuestion, shortQuestion } from './questions.ts'

/** The answers of the questions that {@link actionFields} asks, for any form that adds an action. */
export const actionAnswers = z.object({
  what: fields.text('Say what is to be done', 2000),
  why: fields.optionalText(2000),
  owner: fields.text('Choose who is to do it', 60),
  atDesk: fields.optionalText(200),
  dueOn: fields.day('Give the day by which it is to be done'),
})
export type ActionAnswers = z.infer<typeof actionAnswers>

/**
 * The questions about one action to add. `prefix` stands before each field's name, such as `action.0.`, where a form has several:
 * its schema then holds {@link actionAnswers} in that place. Choices come from `listOwnerChoices`.
 */
export const actionFields = (
  form: FormState,
  { prefix = '', owners }: { readonly prefix?: string; readonly owners: readonly OwnerChoice[] },
): Html => html`${longQuestion(form, { name: `${prefix}what`, label: 'What is to be done?', hint: 'So that somebody else could tell whether it was done.' })}
${longQuestion(form, { name: `${prefix}why`, label: 'Why? (optional)', hint: 'What is to be different for the child, or in the work.' }, 2)}
${pickQuestion(form, { name: `${prefix}owner`, label: 'Who is to do it?' }, owners)}
${shortQuestion(form, { name: `${prefix}atDesk`, label: 'Who at the desk? (optional)', hint: 'Where it is an agency’s desk: who said they would.' })}
${dayQuestion(form, { name: `${prefix}dueOn`, label: 'By when?' })}`

/** What these answers mean for `recordAction`, or the problem with one of them, named with the form's prefix. */
export async function readActionAnswers(
  tx: Tx,
  answers: ActionAnswers,
  prefix = '',
): Promise<Outcome<Pick<NewAction, 'what' | 'why' | 'owner' | 'dueOn'>>> {
  const { what, why, dueOn } = answers
  const problem = dueProblem(dueOn, tx.now)
  if (problem !== null) return invalid({ field: `${prefix}dueOn`, message: problem })
  const owner = await ownerChosen(tx, answers.owner, answers.atDesk)
  if (owner === null) return invalid({ field: `${prefix}owner`, message: 'Choose who is to do it from the list' })
  return ok({ what, why: why ?? '', owner, dueOn })
}

/** What is wrong with a day by which something new is to be done; null when nothing is. */
export function dueProblem(dueOn: Temporal.PlainDate, now: Temporal.Instant): string | null {
  const today = londonDate(now)
  if (Temporal.PlainDate.compare(dueOn, today) < 0) return 'Give a day from today on'
  if (Temporal.PlainDate.compare(dueOn, today.add({ years: 2 })) > 0) return 'Give a day within two years'
  return null
}
