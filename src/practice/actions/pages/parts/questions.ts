import type { Temporal } from 'temporal-polyfill'
import { input, radios, select, textarea } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'

/** A question of a form, filled with what was typed and with its problem beside it. */
export interface Question {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fallback?: string
}

const parts = (form: FormState, { name, label, hint }: Question) => {
  const error = form.error(name)
  return {
    name,
    label: { text: label, classes: 'govuk-label--s' },
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  }
}

/** An id may hold no dot in a selector, a name may. */
const idOf = (name: string): string => name.replaceAll('.', '-')

export const shortQuestion = (form: FormState, question: Question, classes = 'govuk-input--width-20'): Html =>
  input({
    ...parts(form, question),
    id: idOf(question.name),
    value: form.value(question.name, question.fallback),
    classes,
  })

export const dayQuestion = (form: FormState, { hint, ...question }: Question): Html =>
  shortQuestion(
    form,
    { ...question, hint: `${hint === undefined ? '' : `${hint} `}For example, 27/11/2026.` },
    'govuk-input--width-10',
  )

export const longQuestion = (form: FormState, question: Question, rows = 3): Html =>
  textarea({
    ...parts(form, question),
    id: idOf(question.name),
    value: form.value(question.name, question.fallback),
    rows,
  })

export const pickQuestion = (
  form: FormState,
  question: Question,
  options: readonly { readonly value: string; readonly text: string }[],
): Html =>
  select({
    ...parts(form, question),
    id: idOf(question.name),
    value: form.value(question.name, question.fallback),
    items: [{ value: '', text: 'Choose' }, ...options],
  })

export const choiceQuestion = (
  form: FormState,
  question: Question,
  options: Readonly<Record<string, string>>,
): Html => {
  const { label, ...rest } = parts(form, question)
  return radios({
    ...rest,
    idPrefix: idOf(question.name),
    fieldset: { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } },
    value: form.value(question.name, question.fallback),
    items: Object.entries(options).map(([value, text]) => ({ value, text })),
  })
}

/** A day as people type it: `27/11/2026`. */
export const dayAsTyped = ({ day, month, year }: Temporal.PlainDate): string =>
  `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`
