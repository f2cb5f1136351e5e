import type { HistorySource } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { nameOf as childNameOf } from '#practice/children'
import { namesOf } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { type Attachment, listAttachments } from '../../store/attachments.ts'
import { type Authorisation, listAuthorisations } from '../../store/authorisations.ts'
import { type Check, listChecks } from '../../store/checks.ts'
import type { Contact } from '../../store/contacts.ts'
import { listConversations } from '../../store/conversations.ts'
import { findDangerCall } from '../../store/danger-calls.ts'
import { listFollowUps } from '../../store/decisions.ts'
import { listEvents } from '../../store/events.ts'
import { gatherKnown, type Known } from '../../store/known.ts'
import { type LinkedContact, listLinked } from '../../store/links.ts'
import { listReviewSteps } from '../../store/reviews-of.ts'
import { listToDosOf, type OpenToDo } from '../../store/to-do.ts'
import { decisionEntries, followUpEntries } from './decision-entries.ts'
import type { Entry, NameOf } from './entry.ts'
import {
  authorisationEntries,
  checkEntries,
  contactEntry,
  conversationEntries,
  dangerEntry,
  eventEntries,
  reviewEntries,
} from './other-entries.ts'

/** Everything that a contact's page tells. */
export interface Gathered {
  readonly contact: Contact
  readonly known: Known
  readonly entries: readonly Entry[]
  readonly toDos: readonly OpenToDo[]
  readonly checks: readonly Check[]
  readonly authorisations: readonly Authorisation[]
  readonly attachments: readonly Attachment[]
  readonly linked: readonly LinkedContact[]
  readonly nameOf: NameOf
  readonly childName: (childId: string) => string
}

export async function gather(tx: Tx, contact: Contact, histories: readonly HistorySource[]): Promise<Gathered> {
  const { id } = contact
  const childIds = contact.children.map(({ childId }) => childId)
  const known = without(contact, await gatherKnown(tx, childIds, histories))
  const conversations = await listConversations(tx, id)
  const checks = await listChecks(tx, id)
  const authorisations = await listAuthorisations(tx, id)
  const events = await listEvents(tx, id)
  const followUps = await listFollowUps(tx, id)
  const reviews = await listReviewSteps(tx, id)
  const call = contact.dangerCallId === null ? null : await findDangerCall(tx, contact.dangerCallId)
  const toDos = await listToDosOf(tx, id)
  const attachments = await listAttachments(tx, id)
  const linked = await listLinked(tx, id)
  const nameOf = await namer(tx, [
    contact.recordedBy,
    contact.waiting?.claimedBy ?? null,
    call?.recordedBy ?? null,
    ...contact.decisions.flatMap(({ decidedBy, recordedBy }) => [decidedBy, recordedBy]),
    ...conversations.map(({ recordedBy }) => recordedBy),
    ...checks.flatMap(({ recordedBy, events: steps }) => [recordedBy, ...steps.map((step) => step.recordedBy)]),
    ...authorisations.flatMap(({ recordedBy, answer }) => [recordedBy, answer?.answeredBy ?? null]),
    ...events.flatMap(({ personId, recordedBy }) => [personId, recordedBy]),
    ...followUps.map(({ personId }) => personId),
    ...reviews.map(({ personId }) => personId),
    ...toDos.map(({ ownerId }) => ownerId),
    ...attachments.map(({ recordedBy }) => recordedBy),
    ...linked.map(({ recordedBy }) => recordedBy),
  ])
  const childName = namesOfChildren(contact, known)
  const entries = [
    contactEntry(contact, nameOf),
    ...(call === null ? [] : [dangerEntry(call, nameOf)]),
    ...conversationEntries(id, conversations, nameOf),
    ...checkEntries(checks, nameOf),
    ...authorisationEntries(authorisations, nameOf),
    ...eventEntries(events, nameOf),
    ...decisionEntries(contact.decisions, childName, nameOf),
    ...followUpEntries(followUps, contact.decisions, childName, nameOf),
    ...reviewEntries(reviews, nameOf),
  ]
  return { contact, known, entries, toDos, checks, authorisations, attachments, linked, nameOf, childName }
}

/** What is known besides this contact itself. */
const without = ({ id }: Contact, known: Known): Known => {
  const besides = <T extends Known['children'][number]>(child: T) => ({
    ...child,
    contacts: child.contacts.filter(({ contactId }) => contactId !== id),
  })
  const href = paths.contact({ contactId: id })
  return {
    ...known,
    children: known.children.map(besides),
    siblings: known.siblings.map(besides),
    events: known.events.filter((event) => event.href !== href),
  }
}

async function namer(tx: Tx, ids: readonly (string | null)[]): Promise<NameOf> {
  const names = await namesOf(
    tx,
    ids.filter((id) => id !== null),
  )
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}

/** Children by name; one taken off the contact since is told by what remains of them: "a child". */
const namesOfChildren =
  ({ children }: Contact, known: Known) =>
  (childId: string): string => {
    const found = known.children.find(({ child }) => child.id === childId)
    const place = children.findIndex((child) => child.childId === childId)
    return found ? childNameOf(found.child) : place < 0 ? 'a child taken off this contact' : `child ${place + 1}`
  }
