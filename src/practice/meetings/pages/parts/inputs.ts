import type { Html } from '#platform/html'
import type { FormState } from '#platform/http'
import { type Question, textInput } from '#platform/questions'

/** A day, typed: a browser's own field shows the month first where the machine is set up so. */
export const dayInput = (form: FormState, question: Question): Html =>
  textInput(form, { hint: 'For example, 27/11/2026.', ...question }, { classes: 'govuk-input--width-10' })
