import { z } from 'zod'
import { conflict, invalid, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { longInput, pickOf, textInput } from '#platform/questions'
import { findPerson, listPeople, namesOf } from '#practice/organisation'
import { paths } from '../../paths.ts'
import type { Contact } from '../../store/contacts.ts'
import { assignContacts, claimContact, recordEvent, setFurtherEnquiries } from '../../store/events.ts'
import { contactForm } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

const hasOutcome = conflict(
  'Every child of this contact has an outcome.',
  'Open the contact to read it. A decision can be corrected there.',
)

const isWaiting = ({ waiting }: Pick<Contact, 'waiting'>): boolean => waiting !== null

/** Takes a contact on. If somebody has it already, they are named first. */
export const claimPage = contactForm({
  path: paths.claim,
  form: z.object({}),
  title: 'Take it on',
  button: 'Take it on',
  async questions({ tx, contact, user }) {
    if (contact.waiting === null) return hasOutcome
    const { claimedBy } = contact.waiting
    if (claimedBy === null || claimedBy === user.personId)
      return html`<p class="govuk-body">The contact will stand under your name on the duty board and in your work.</p>`
    const names = await namesOf(tx, [claimedBy])
    return insetText({ text: `${names.get(claimedBy) ?? 'Somebody'} has it now. Speak with them first.` })
  },
  async record({ tx, contact, user }) {
    if (!isWaiting(contact)) return hasOutcome
    await claimContact(tx, contact.id, user.personId)
    return ok('It is yours')
  },
})

/** Gives a contact to somebody else, or puts it back for whoever is on duty. */
export const reassignPage = contactForm({
  path: paths.reassign,
  form: z.object({
    personId: fields.optionalId('Choose a person from the list'),
    note: fields.text('Say what they need to know', 2000),
  }),
  title: 'Give it to someone else',
  button: 'Give it on',
  async questions({ tx, contact, form }) {
    if (!isWaiting(contact)) return hasOutcome
    const people = await listPeople(tx, { anyRole: [...access.workContacts.roles], employer: 'own' })
    return html`${pickOf(
      form,
      { name: 'personId', label: 'To whom?' },
      people.map(({ id, name, teamName }) => ({ value: id, text: teamName === null ? name : `${name}, ${teamName}` })),
      'Nobody yet: back to whoever is on duty',
    )}${longInput(form, { name: 'note', label: 'What do they need to know?' })}`
  },
  async record({ tx, contact, answers, now }) {
    if (!isWaiting(contact)) return hasOutcome
    const { personId, note } = answers
    if (personId !== null && (await findPerson(tx, personId)) === null)
      return invalid({ field: 'personId', message: 'Choose a person from the list' })
    const kind = personId === null ? 'released' : 'reassigned'
    await recordEvent(tx, contact.id, { kind, happenedAt: now, personId, note })
    await assignContacts(tx, [contact.id], personId)
    return ok(personId === null ? 'It is back with whoever is on duty' : 'It is given on')
  },
})

/** "Further enquiries" is a state, not an outcome: it is shown on the board, and the clock runs on. */
export const furtherEnquiriesPage = contactForm({
  path: paths.furtherEnquiries,
  form: z.object({ needed: fields.text('Say what is still needed', 500), note: words(2000) }),
  title: 'Not deciding yet',
  button: 'Record what is still needed',
  questions: ({ contact, form }) =>
    isWaiting(contact)
      ? html`<p class="govuk-body">The clock runs on: this is not an outcome.</p>
${textInput(form, { name: 'needed', label: 'What is still needed before an outcome?', fallback: contact.waiting?.furtherEnquiries ?? '' })}
${longInput(form, { name: 'note', label: 'Who does it, and by when?' })}`
      : hasOutcome,
  async record({ tx, contact, answers, now }) {
    if (!isWaiting(contact)) return hasOutcome
    const { needed, note } = answers
    const words = [needed, note].filter((part) => part !== '').join('\n')
    await recordEvent(tx, contact.id, { kind: 'further-enquiries', happenedAt: now, note: words })
    await setFurtherEnquiries(tx, contact.id, needed)
    return ok('It is recorded. The clock runs on.')
  },
})
