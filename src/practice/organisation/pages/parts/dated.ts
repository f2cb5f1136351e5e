import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { dayAsTyped, dayInput, longInput } from './inputs.ts'

/** What every dated change asks beside what changes: from which day, and why. */
export const datedFields = {
  day: fields.day('Enter the day it takes effect'),
  why: fields.text('Say why', 1000),
}

export const datedInputs = (form: FormState, now: Temporal.Instant): readonly Html[] => [
  dayInput(form, {
    name: 'day',
    label: 'From which day',
    hint: 'A day to come is planned and takes effect by itself. A day gone by puts the record right.',
    fallback: dayAsTyped(londonDate(now)),
  }),
  longInput(form, {
    name: 'why',
    label: 'Why',
    hint: 'Kept with the change. Independence of audits rests on these records.',
  }),
]
