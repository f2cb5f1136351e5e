import { input, radios, select, textarea } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'

/** A question of a form, filled with what was typed and with its problem beside it. The element's id is the field's name. */
interface Question {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fallback?: string
}

const parts = (form: FormState, { name, label, hint, fallback }: Question) => {
  const error = form.error(name)
  return {
    id: name,
    name,
    label: { text: label },
    value: form.value(name, fallback),
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  }
}

export const textQuestion = (form: FormState, question: Question & { readonly classes?: string }): Html =>
  input({
    ...parts(form, question),
    ...(question.classes === undefined ? {} : { classes: question.classes }),
    spellcheck: false,
  })

export const longQuestion = (form: FormState, question: Question & { readonly rows?: number }): Html =>
  textarea({ ...parts(form, question), rows: question.rows ?? 4 })

/** A day, typed as people write it; the hint shows how. */
export const dayQuestion = (form: FormState, question: Question): Html =>
  input({
    ...parts(form, { ...question, hint: question.hint ?? 'For example 14/5/2016' }),
    classes: 'govuk-input--width-10',
    inputmode: 'text',
  })

interface Options {
  readonly options: Readonly<Record<string, string>>
}

export const choiceQuestion = (form: FormState, question: Question & Options): Html => {
  const { value, label, ...rest } = parts(form, question)
  return radios({
    ...rest,
    idPrefix: question.name,
    fieldset: { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } },
    items: Object.entries(question.options).map(([key, text]) => ({ value: key, text, checked: key === value })),
  })
}

/** A longer list; the first entry is nothing, so that nothing is chosen for the person. */
export const listQuestion = (form: FormState, question: Question & Options & { readonly none: string }): Html => {
  const { value, ...rest } = parts(form, question)
  const items = [
    { value: '', text: question.none },
    ...Object.entries(question.options).map(([key, text]) => ({ value: key, text })),
  ]
  return select({ ...rest, items: items.map((item) => ({ ...item, selected: item.value === value })) })
}
