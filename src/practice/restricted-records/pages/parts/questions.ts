import { checkboxes, input, radios, select, textarea } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'
import type { Person } from '#practice/organisation'

/** A question of a form, filled with what was typed and with its problem beside it. */
interface Question {
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

export const shortQuestion = (form: FormState, question: Question, classes = 'govuk-input--width-20'): Html =>
  input({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    classes,
    spellcheck: false,
  })

export const longQuestion = (form: FormState, question: Question): Html =>
  textarea({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    rows: 4,
  })

export const choiceQuestion = (
  form: FormState,
  question: Question,
  options: Readonly<Record<string, string>>,
): Html => {
  const { label, ...rest } = parts(form, question)
  return radios({
    ...rest,
    idPrefix: question.name,
    fieldset: { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } },
    value: form.value(question.name, question.fallback),
    items: Object.entries(options).map(([value, text]) => ({ value, text })),
  })
}

const called = ({ name, jobTitle }: Person): string => (jobTitle === '' ? name : `${name}, ${jobTitle}`)

export const personQuestion = (form: FormState, question: Question, people: readonly Person[]): Html =>
  select({
    ...parts(form, question),
    id: question.name,
    value: form.value(question.name, question.fallback),
    items: [{ value: '', text: 'Choose' }, ...people.map((person) => ({ value: person.id, text: called(person) }))],
  })

export const peopleQuestion = (
  form: FormState,
  question: Question,
  people: readonly Person[],
  chosen: readonly string[],
): Html => {
  const { label, ...rest } = parts(form, question)
  return checkboxes({
    ...rest,
    idPrefix: question.name,
    fieldset: { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } },
    classes: 'govuk-checkboxes--small',
    values: form.values(question.name, chosen),
    items: people.map((person) => ({ value: person.id, text: called(person) })),
  })
}
