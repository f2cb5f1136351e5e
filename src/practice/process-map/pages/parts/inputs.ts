import { button, checkboxes, input, radios, select, textarea } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'

/** One question of a form: what it is called, why it is asked, and what stands there before anything is typed. */
interface Question {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fallback?: string
}

export interface Option {
  readonly value: string
  readonly text: string
}

const heard = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

const parts = (form: FormState, { name, label, hint }: Question) => ({
  id: name,
  name,
  label: { text: label, classes: 'govuk-label--s' },
  ...(hint === undefined ? {} : { hint: { text: hint } }),
  ...heard(form, name),
})

const legend = (form: FormState, { name, label, hint }: Question) => ({
  idPrefix: name,
  name,
  fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
  ...(hint === undefined ? {} : { hint: { text: hint } }),
  ...heard(form, name),
})

export const shortInput = (form: FormState, question: Question, classes = 'govuk-!-width-full'): Html =>
  input({ ...parts(form, question), value: form.value(question.name, question.fallback), classes })

export const longInput = (form: FormState, question: Question): Html =>
  textarea({ ...parts(form, question), value: form.value(question.name, question.fallback), rows: 3 })

/** A list to pick from; its first line is `none`, and chooses nothing. */
export const pick = (form: FormState, question: Question, options: readonly Option[], none = 'Choose'): Html =>
  select({
    ...parts(form, question),
    value: form.value(question.name, question.fallback),
    items: [{ value: '', text: none }, ...options],
  })

export const choice = (form: FormState, question: Question, words: Readonly<Record<string, string>>): Html =>
  radios({
    ...legend(form, question),
    value: form.value(question.name, question.fallback),
    items: Object.entries(words).map(([value, text]) => ({ value, text })),
  })

export const ticks = (
  form: FormState,
  question: Omit<Question, 'fallback'>,
  chosen: readonly string[],
  options: readonly Option[],
): Html =>
  checkboxes({
    ...legend(form, question),
    classes: 'govuk-checkboxes--small',
    values: form.values(question.name, chosen),
    items: [...options],
  })

/** Saves; and for what is there already, removes it. Pressing Enter saves. */
export const saveOrRemove = (what: string, isNew: boolean): Html =>
  html`<div class="los-actions">${button({ text: isNew ? `Add the ${what}` : 'Save', name: 'press', value: 'save' })}
${!isNew && button({ text: `Remove the ${what}`, name: 'press', value: 'remove', classes: 'govuk-button--warning' })}</div>`

/** Which edit of the draft the form was opened on. */
export const openedOn = (form: FormState, revision: number): Html =>
  html`<input type="hidden" name="revision" value="${form.value('revision', String(revision))}">`
