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
}

const heard = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

const why = (hint: string | undefined) => (hint === undefined ? {} : { hint: { text: hint } })

const said = (form: FormState, { name, fallback }: Question): string => form.value(name, fallback)

interface InputKind {
  readonly type?: 'text' | 'email' | 'tel'
  readonly classes?: string
  readonly inputmode?: 'numeric'
}

export const textInput = (form: FormState, question: Question, kind: InputKind = {}): Html =>
  input({
    id: question.name,
    name: question.name,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: said(form, question),
    ...kind,
    ...why(question.hint),
    ...heard(form, question.name),
  })

/**
 * A day. Typed rather than picked: a browser's own date field shows the month first where the machine is set up so, and
 * 3 November becomes 11 March.
 */
export const dayInput = (form: FormState, question: Question): Html =>
  textInput(form, exampled(question, '27/11/2026'), { classes: 'govuk-input--width-10' })

/** A day and a time on London's clocks. */
export const timeInput = (form: FormState, question: Question): Html =>
  textInput(form, exampled(question, '27/11/2026 20:00'), { classes: 'govuk-input--width-10' })

const exampled = ({ hint, ...question }: Question, example: string): Question => ({
  ...question,
  hint: `${hint === undefined ? '' : `${hint} `}For example, ${example}.`,
})

export const longInput = (form: FormState, question: Question): Html =>
  textarea({
    id: question.name,
    name: question.name,
    rows: 3,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: said(form, question),
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** Radio buttons, none chosen unless a fallback says what holds today. */
export const choiceOf = (form: FormState, question: Question, options: readonly Option[]): Html =>
  radios({
    idPrefix: question.name,
    name: question.name,
    fieldset: { legend: { text: question.label, classes: 'govuk-fieldset__legend--s' } },
    value: said(form, question),
    items: options.map(({ hint, ...option }) => ({ ...option, ...why(hint) })),
    ...why(question.hint),
    ...heard(form, question.name),
  })

export const choicesOf = (
  form: FormState,
  { fallback, ...question }: Omit<Question, 'fallback'> & { readonly fallback?: readonly string[] },
  options: readonly Option[],
): Html =>
  checkboxes({
    idPrefix: question.name,
    name: question.name,
    fieldset: { legend: { text: question.label, classes: 'govuk-fieldset__legend--s' } },
    values: form.values(question.name, fallback),
    items: options.map(({ hint, ...option }) => ({ ...option, ...why(hint) })),
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** A long closed list. The first line is nobody and nothing: a person has to choose. */
export const pickOf = (form: FormState, question: Question, options: readonly Option[], none = 'Choose'): Html =>
  select({
    id: question.name,
    name: question.name,
    label: { text: question.label, classes: 'govuk-label--s' },
    value: said(form, question),
    items: [{ value: '', text: none }, ...options],
    ...why(question.hint),
    ...heard(form, question.name),
  })

/** A day as people type it: `27/11/2026`. */
export const dayAsTyped = ({ day, month, year }: Temporal.PlainDate | Temporal.PlainDateTime): string =>
  `${twoDigits(day)}/${twoDigits(month)}/${year}`

/** A moment as people type it, on London's clocks: `27/11/2026 20:00`; nothing for none. */
export function asTyped(at: Temporal.Instant | null): string {
  if (at === null) return ''
  const local = londonDateTime(at)
  return `${dayAsTyped(local)} ${twoDigits(local.hour)}:${twoDigits(local.minute)}`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
