import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { isId } from '#kernel/ids'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { formTag, goTo, page, type Submitted, screen } from '#platform/http'
import { longInput, textInput } from '#platform/questions'
import { type Child, type Found, findChild, listChildren, nameOf, searchChildren } from '#practice/children'
import { decidersOnDuty } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { addToContact, takeOffContact } from '../../store/contact-children.ts'
import { type Contact, findContact, lockContact } from '../../store/contacts.ts'
import { childInWords } from '../parts/child-words.ts'
import { words } from '../parts/fields.ts'
import { stepButton } from '../parts/step-button.ts'

const form = z.object({ step: words(100), search: words(200), reason: words(1000) })

type Sent = Submitted<{ readonly contactId: string }, unknown, z.infer<typeof form>>

/** Adds a child to a contact, who then awaits an outcome too; or takes one off who was added by mistake. */
export const childrenPage = page({
  path: paths.children,
  may: access.workContacts,
  form,
  async view(asked) {
    const contact = await findContact(asked.tx, asked.params.contactId)
    return contact === null ? missing('contact') : shown(asked, contact, null)
  },
  async submit(sent) {
    const contact = await lockContact(sent.tx, sent.params.contactId)
    if (contact === null) return missing('contact')
    if (contact.isHistory) {
      return conflict('This contact is history from an extract.', 'Record a new contact about the child instead.')
    }
    const [verb = '', id = ''] = sent.answers.step.split(':')
    if (verb === 'find') return find(sent, contact)
    if (verb === 'add' && isId(id)) return add(sent, contact, id)
    if (verb === 'off' && isId(id)) return takeOff(sent, contact, id)
    return invalid({ field: '', message: 'Press one of the buttons on the page' })
  },
})

async function find(sent: Sent, contact: Contact) {
  if (sent.answers.search === '')
    return invalid({ field: 'search', message: 'Enter a name, a date of birth, an address or a reference' })
  return shown(sent, contact, await searchChildren(sent.tx, { words: sent.answers.search, dateOfBirth: null }, 10))
}

async function add({ tx }: Sent, contact: Contact, childId: string) {
  const child = await findChild(tx, childId)
  if (child === null) return missing('child')
  if (contact.children.some((each) => each.childId === childId))
    return conflict(`${nameOf(child)} is already part of this contact.`, 'Open the contact to see who is.')
  await addToContact(tx, contact.id, childId)
  return goTo(paths.contact({ contactId: contact.id }), `${nameOf(child)} is added, and awaits an outcome`)
}

async function takeOff({ tx, answers }: Sent, contact: Contact, childId: string) {
  const about = contact.children.find((each) => each.childId === childId)
  if (!about) return missing('child')
  if (about.decision !== null)
    return conflict('An outcome has been recorded for this child.', 'Correct the decision instead, and say why.')
  if (contact.children.length === 1)
    return conflict('A contact is about at least one child.', 'Add the right child first, then take this one off.')
  if (answers.reason === '')
    return invalid({ field: 'reason', message: 'Say why this child does not belong to the contact' })
  await takeOffContact(tx, { contactId: contact.id, childId, reason: answers.reason })
  return goTo(paths.contact({ contactId: contact.id }), 'The child is taken off the contact')
}

async function shown({ tx, form, now }: Pick<Sent, 'tx' | 'form' | 'now'>, contact: Contact, found: Found | null) {
  const children = await listChildren(
    tx,
    contact.children.map(({ childId }) => childId),
  )
  const today = londonDate(now)
  const entry = (child: Child, step: string, verb: string): Html =>
    html`<li class="los-chosen__item"><div><strong>${childInWords(child, today)}</strong></div>${stepButton(form.action, step, verb, nameOf(child))}</li>`
  const deciders = (await decidersOnDuty(tx, now)).map(({ name }) => name).join(' or ')
  return screen({
    title: 'Add or take off a child',
    back: { href: paths.contact({ contactId: contact.id }), text: `Contact ${contact.reference}` },
    body: formTag(form, {}, [
      html`<h2 class="govuk-heading-m" id="children">Add a child</h2>
${textInput(form, { name: 'search', label: 'Find a child', hint: 'Any name, date of birth, address or reference. Spelling need not be exact.' })}
${stepButton(form.action, 'find', 'Find')}`,
      found === null
        ? html``
        : html`${
            found.children.length === 0 &&
            !found.mayBeRestricted &&
            insetText({
              html: html`Nobody found. Try another spelling, or <a class="govuk-link" href="/children/add">add the child’s record</a> first.`,
            })
          }<ul class="los-chosen">${found.children.map((child) => entry(child, `add:${child.id}`, 'Add'))}</ul>${
            found.mayBeRestricted &&
            insetText({
              text: `A restricted record may match. Call the duty manager${deciders === '' ? '' : `: ${deciders}`}.`,
            })
          }`,
      html`<h2 class="govuk-heading-m">Take off a child who was added by mistake</h2>
${longInput(form, { name: 'reason', label: 'Why does the child not belong to this contact?' }, 2)}
<ul class="los-chosen">${children.map((child) => entry(child, `off:${child.id}`, 'Take off'))}</ul>`,
    ]),
  })
}
