import { Temporal } from 'temporal-polyfill'
import { asTyped } from '#platform/questions'

/** Now, or some hours from now, as a browser's date and time field sends it. */
export const asTypedNow = (shift: { readonly hours?: number; readonly minutes?: number } = {}): string =>
  asTyped(Temporal.Now.instant().add({ hours: shift.hours ?? 0, minutes: shift.minutes ?? 0 }))

/** A sound answer to every question of the contact's form, with some changed: for tests that send it. */
export const contactAnswers = (changed: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  receivedAt: asTypedNow(),
  method: 'telephone',
  sourceCode: '2A',
  referrerName: 'Jo Park',
  referrerRole: 'Designated safeguarding lead',
  referrerAgency: 'Hillside Primary',
  concern: 'Bruises on both arms, and a different story each time.',
  urgency: 'today',
  urgencyReason: 'The child is at school until three',
  parentsKnow: 'told',
  parentsKnowWhy: '',
  ...changed,
})
