import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { NewContact } from '../rules/contact.ts'
import { owedByContact } from '../rules/follow-up.ts'
import { on } from '../tables.ts'
import { closeToDo, openToDos } from './to-do.ts'

export interface Recorder {
  readonly personId: string
  /** Now, unless a job lays down history that was recorded then. */
  readonly at?: Temporal.Instant
}

export interface RecordingSettings {
  readonly calendar: WorkingCalendar
  readonly writtenFormHours: number
}

export interface RecordedContact {
  readonly id: string
  /** "C-2611-0042": short enough to say on the telephone. */
  readonly reference: string
}

/** Records one contact: the fact, its children, that it awaits an outcome, and what it asks for. */
export async function recordContact(
  tx: Tx,
  contact: NewContact,
  by: Recorder,
  settings: RecordingSettings,
): Promise<RecordedContact> {
  const [recorded] = await recordContacts(tx, [{ contact, by }], settings)
  if (!recorded) throw new Error('a contact was recorded and did not come back')
  return recorded
}

/** Records several contacts with as many statements as one. Up to a thousand at a time. */
export async function recordContacts(
  tx: Tx,
  given: readonly { readonly contact: NewContact; readonly by: Recorder }[],
  settings: RecordingSettings,
): Promise<readonly RecordedContact[]> {
  const contacts = given.map(({ contact, by }) => ({ id: newId(), contact, by: { ...by, at: by.at ?? tx.now } }))
  const references = await insertContacts(tx, contacts)
  await insertChildren(tx, contacts)
  await insertAwaiting(tx, contacts, references)
  await insertLinks(tx, contacts)
  await openToDos(
    tx,
    contacts.flatMap(({ id, contact }) =>
      owedByContact(id, contact, settings).map((toDo) => ({ ...toDo, contactId: id })),
    ),
  )
  for (const { id, contact } of contacts) {
    if (contact.dangerCallId !== null) await closeToDo(tx, 'danger-call', contact.dangerCallId)
    tx.trail.changed({
      action: 'contact.recorded',
      subjects: [id, ...contact.childIds],
      content: { id, reference: references.get(id), ...contact },
    })
  }
  return contacts.map(({ id }) => ({ id, reference: references.get(id) ?? '' }))
}

interface Numbered {
  readonly id: string
  readonly contact: NewContact
  readonly by: Required<Recorder>
}

async function insertContacts(tx: Tx, contacts: readonly Numbered[]): Promise<ReadonlyMap<string, string>> {
  const rows = await on(tx)
    .insertInto('frontDoor.contact')
    .values(contacts.map((each) => contactRow(tx, each)))
    .returning(['id', 'reference'])
    .execute()
  return new Map(rows.map(({ id, reference }) => [id, reference]))
}

function contactRow(tx: Tx, { id, contact, by }: Numbered) {
  const { referrer, childIds: _children, linkedContactIds: _linked, ...columns } = contact
  const receivedOn = londonDate(contact.receivedAt)
  return {
    ...columns,
    authorityId: tx.who.authorityId,
    id,
    reference: sql<string>`front_door.next_reference(${receivedOn}::date)`,
    receivedOn,
    sourceSystem: null,
    sourceContactId: null,
    referrerName: referrer.name,
    referrerRole: referrer.role,
    referrerAgency: referrer.agency,
    referrerTelephone: referrer.telephone,
    referrerEmail: referrer.email,
    knownAt: by.at,
    recordedAt: by.at,
    recordedBy: by.personId,
  }
}

async function insertChildren(tx: Tx, contacts: readonly Numbered[]): Promise<void> {
  const rows = contacts.flatMap(({ id, contact, by }) =>
    contact.childIds.map((childId) => ({
      authorityId: tx.who.authorityId,
      contactId: id,
      childId,
      sourceChildId: null,
      knownAt: by.at,
      recordedAt: by.at,
      recordedBy: by.personId,
    })),
  )
  await on(tx).insertInto('frontDoor.contactChild').values(rows).execute()
}

async function insertAwaiting(
  tx: Tx,
  contacts: readonly Numbered[],
  references: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = contacts.map(({ id, contact, by }) => ({
    authorityId: tx.who.authorityId,
    contactId: id,
    reference: references.get(id) ?? '',
    receivedAt: contact.receivedAt,
    knownAt: by.at,
    teamId: contact.teamId,
    sourceCode: contact.sourceCode,
    referrer: [contact.referrer.name, contact.referrer.agency].filter((words) => words !== '').join(', '),
    urgency: contact.urgency,
    concern: firstLine(contact.concern),
    children: contact.childIds.length,
    childrenWaiting: contact.childIds.length,
    claimedBy: null,
    claimedAt: null,
  }))
  await on(tx).insertInto('frontDoor.awaitingOutcome').values(rows).execute()
}

async function insertLinks(tx: Tx, contacts: readonly Numbered[]): Promise<void> {
  const rows = contacts.flatMap(({ id, contact, by }) =>
    contact.linkedContactIds.map((linkedContactId) => ({
      authorityId: tx.who.authorityId,
      contactId: id,
      linkedContactId,
      recordedAt: by.at,
      recordedBy: by.personId,
    })),
  )
  if (rows.length > 0) await on(tx).insertInto('frontDoor.contactLink').values(rows).execute()
}

/** Enough of the worry to tell contacts apart on the board. */
export function firstLine(words: string): string {
  const line = words.trim().split(/\r?\n/)[0] ?? ''
  return line.length <= 120 ? line : `${line.slice(0, 119).trimEnd()}…`
}
