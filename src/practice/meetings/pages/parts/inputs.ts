import type { Temporal } from 'temporal-polyfill'
import { londonDateTime } from '#kernel/clock'
import { checkboxes, input, radios, select, textarea } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'

/** A question of a form, filled with what was typed and with its problem beside it. */
export interface Question {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fallback?: string
}

export interface Option {
  readonly value: string
  readonly text: string
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

const fieldsetParts = (form: FormState, question: Question) => {
  const { label, ...rest } = parts(form, question)
  const fieldset = { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } }
  return { ...rest, idPrefix: question.name, fieldset }
}

export const textInput = (form: FormState, question: Question, classes = ''): Html =>
  input({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    classes,
    autocomplete: 'off',
  })

/** A day and a time on London's clocks, typed: a browser's own field shows the month first where it is set up so. */
export const timeInput = (form: FormState, question: Question): Html =>
  textInput(form, { hint: 'For example, 27/11/2026 10:00.', ...question }, 'govuk-input--width-10')

export const dayInput = (form: FormState, question: Question): Html =>
  textInput(form, { hint: 'For example, 27/11/2026.', ...question }, 'govuk-input--width-10')

export const longInput = (form: FormState, question: Question, rows = 4): Html =>
  textarea({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    rows,
  })

export const pickOf = (form: FormState, question: Question, options: readonly Option[], none = 'Choose'): Html =>
  select({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    items: [{ value: '', text: none }, ...options],
  })

export const choiceOf = (form: FormState, question: Question, options: readonly Option[], classes = ''): Html =>
  radios({
    ...fieldsetParts(form, question),
    value: form.value(question.name, question.fallback),
    classes,
    items: [...options],
  })

export const choicesOf = (
  form: FormState,
  { chosen, ...question }: Omit<Question, 'fallback'> & { readonly chosen: readonly string[] },
  options: readonly Option[],
): Html =>
  checkboxes({
    ...fieldsetParts(form, question),
    classes: 'govuk-checkboxes--small',
    values: form.values(question.name, chosen),
    items: [...options],
  })

/** The words of a closed list as options. */
export const optionsOf = (words: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** A moment as people type it: `27/11/2026 10:00`. */
export function asTyped(at: Temporal.Instant): string {
  const { day, month, year, hour, minute } = londonDateTime(at)
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`
}

const two = (number: number): string => String(number).padStart(2, '0')
