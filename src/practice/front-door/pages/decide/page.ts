import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import type { HistorySource } from '#platform/area'
import { goTo, page, type Route, type Submitted, screen } from '#platform/http'
import { listChildren, nameOf } from '#practice/children'
import { namesOf, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { type ChildToDecide, type ContactToDecide, decideContact } from '../../rules/decision.ts'
import { type Contact, findContact, lockContact } from '../../store/contacts.ts'
import { recordDecision } from '../../store/record-decisions.ts'
import { gather } from '../contact/gather.ts'
import { listDeciders, namedDeciders } from './deciders.ts'
import { type DecisionTyped, decisionForm, passedToOf } from './form.ts'
import { decideView } from './view.ts'

/** An outcome for each child, with the reason, in front of everything that is known. */
export const decidePage = (histories: () => readonly HistorySource[]): Route =>
  page({
    path: paths.decide,
    may: access.workContacts,
    form: decisionForm,
    draft: true,
    async view({ tx, params, form, user, now }) {
      const contact = await findContact(tx, params.contactId)
      if (contact === null) return missing('contact')
      const closed = whyNot(contact)
      if (closed && form.problems.length === 0 && !form.wasTyped) return closed
      const gathered = await gather(tx, contact, histories())
      const deciders = await listDeciders(tx, user)
      return screen({
        title: `Decide on contact ${contact.reference}`,
        width: 'wide',
        body: decideView({ ...gathered, form, user, now, deciders }),
        back: { href: paths.contact({ contactId: contact.id }), text: `Contact ${contact.reference}` },
      })
    },
    async submit(sent) {
      const contact = await lockContact(sent.tx, sent.params.contactId)
      return contact === null ? missing('contact') : decided(sent, contact)
    },
  })

/** Nobody is asked to decide what is decided. */
function whyNot(contact: Contact) {
  if (contact.isDecidedElsewhere)
    return conflict(
      'This team decides in the case system, and its decisions arrive from there.',
      'Record the decision in the case system. It will stand here as soon as it arrives.',
    )
  if (contact.waiting !== null) return null
  return contact.isHistory
    ? conflict('This contact is history from an extract.', 'Open it to read what is known of it.')
    : conflict('Every child of this contact has an outcome.', 'Open the contact to read why, or to correct a decision.')
}

type Sent = Submitted<{ readonly contactId: string }, unknown, DecisionTyped>

async function decided({ tx, answers, user, now, calendar }: Sent, contact: Contact) {
  const { recordingLagMinutes } = await readSettings(tx)
  const facts = { now, recordingLagMinutes, namedDeciders: await namedDeciders(tx, answers.decidedAt) }
  const children = answers.child.map(({ passedTo, ...child }) => ({
    ...child,
    passedTo: passedToOf(child.outcome, passedTo),
  }))
  const toDecide = await contactToDecide({ tx }, contact)
  if (children.some(({ childId }) => toDecide.children.every((child) => child.childId !== childId)))
    return conflict(
      'A child was taken off this contact while you were deciding.',
      'Open the contact again. What you typed is kept.',
    )
  const decision = decideContact(toDecide, { ...answers, children }, facts)
  if (!decision.ok) return decision
  await recordDecision(tx, contact, decision.value, { personId: user.personId }, calendar)
  const left = toDecide.children.filter(
    ({ childId, decision: made }) => made === null && isLeft(childId, decision.value),
  )
  return goTo(
    paths.contact({ contactId: contact.id }),
    left.length === 0 ? 'The decision is recorded' : 'The decision is recorded. The contact still awaits an outcome.',
  )
}

const isLeft = (childId: string, decided: readonly { readonly childId: string }[]): boolean =>
  decided.every((child) => child.childId !== childId)

async function contactToDecide({ tx }: Pick<Sent, 'tx'>, contact: Contact): Promise<ContactToDecide> {
  const children = await listChildren(
    tx,
    contact.children.map(({ childId }) => childId),
  )
  const deciders = await namesOf(
    tx,
    contact.children.flatMap(({ decision }) => decision?.decidedBy ?? []),
  )
  const named = contact.children.map(({ childId, decision }, place): ChildToDecide => {
    const child = children.find(({ id }) => id === childId)
    const by = decision?.decidedBy ?? null
    return {
      childId,
      name: child ? nameOf(child) : `child ${place + 1}`,
      decision: decision && {
        outcome: decision.outcome,
        decidedByName: (by === null ? decision.decidedByName : deciders.get(by)) || 'Somebody',
      },
    }
  })
  return {
    receivedAt: contact.receivedAt ?? tx.now,
    recordedBy: contact.recordedBy,
    isDecidedElsewhere: contact.isDecidedElsewhere,
    children: named,
  }
}
