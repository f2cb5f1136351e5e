import type { Temporal } from 'temporal-polyfill'
import { londonDateTime } from '#kernel/clock'
import { checkboxes, input, radios, select, textarea } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'

/** One question of a form: what it is called, why it is asked, and what stands there before anything is typed. */
export interface Question {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fallback?: string
}

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** A line between this option and the one before. */
  readonly after?: string
  /** Asked only of those who choose this. */
  readonly reveals?: Html
}

const heard = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

const why = (hint: string | undefined) => (hint === undefined ? {} : { hint: { text: hint } })

interface InputKind {
  readonly type?: 'text' | 'email' | 'tel' | 'datetime-local'
  readonly classes?: string
  readonly autocomplete?: string
  readonly spellcheck?: boolean
}

export const textInput = (form: FormState, question: Question, kind: InputKind = {}): Html =>
  input({
    id: question.name,
    name: question.name,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: form.value(question.name, question.fallback),
    autocomplete: 'off',
    ...kind,
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** A day and a time on London's clocks. */
export const timeInput = (form: FormState, question: Question): Html =>
  textInput(form, question, { type: 'datetime-local', classes: 'govuk-input--width-20' })

export const longInput = (form: FormState, question: Question, rows = 3): Html =>
  textarea({
    id: question.name,
    name: question.name,
    rows,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: form.value(question.name, question.fallback),
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** Radio buttons, none chosen unless a fallback says what somebody chose before. */
export const choiceOf = (form: FormState, question: Question, options: readonly Option[], classes = ''): Html =>
  radios({
    classes,
    idPrefix: question.name,
    name: question.name,
    fieldset: { legend: { text: question.label, classes: 'govuk-fieldset__legend--s' } },
    value: form.value(question.name, question.fallback),
    items: options.flatMap(radio),
    ...why(question.hint),
    ...heard(form, question.name),
  })

const radio = ({ hint, after, reveals, ...option }: Option) => [
  ...(after === undefined ? [] : [{ divider: after, value: '', text: '' }]),
  { ...option, ...why(hint), ...(reveals === undefined ? {} : { conditional: { html: reveals } }) },
]

/** Boxes to tick, none ticked unless `chosen` says which were before. */
export const choicesOf = (
  form: FormState,
  question: Omit<Question, 'fallback'> & { readonly chosen?: readonly string[] },
  options: readonly Option[],
): Html =>
  checkboxes({
    idPrefix: question.name,
    name: question.name,
    fieldset: { legend: { text: question.label, classes: 'govuk-fieldset__legend--s' } },
    values: form.values(question.name, question.chosen),
    items: options.map(({ value, text, hint }) => ({ value, text, ...why(hint) })),
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** One box to tick. */
export const tickOf = (form: FormState, { name, label, hint, fallback }: Question): Html =>
  checkboxes({
    idPrefix: name,
    name,
    values: form.values(name, fallback === undefined ? [] : [fallback]),
    items: [{ value: 'yes', text: label, ...why(hint) }],
    ...heard(form, name),
  })

/** A long closed list. The first line is nothing: a person has to choose. */
export const pickOf = (form: FormState, question: Question, options: readonly Option[], none = 'Choose'): Html =>
  select({
    id: question.name,
    name: question.name,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: form.value(question.name, question.fallback),
    items: [{ value: '', text: none }, ...options.map(({ value, text }) => ({ value, text }))],
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** An instant as a browser's own date and time field holds it: `2026-11-23T14:05` in London. */
export const asTyped = (at: Temporal.Instant): string => londonDateTime(at).toString({ smallestUnit: 'minute' })

/** A closed list as options, in its order. */
export const optionsOf = (words: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
