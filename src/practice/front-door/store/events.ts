import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { ContactEvent } from '../words.ts'

/** Something that happened to a contact beside conversations, checks and decisions. */
export interface NewEvent {
  readonly kind: ContactEvent
  readonly happenedAt: Temporal.Instant
  /** Whose the contact is now, for claims and hand-overs. */
  readonly personId?: string | null
  readonly how?: string
  /** False when it was decided not to do it: then `note` says why. */
  readonly wasDone?: boolean
  readonly note?: string
}

export interface Event extends Required<NewEvent> {
  readonly id: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

export async function recordEvent(tx: Tx, contactId: string, event: NewEvent): Promise<void> {
  await recordEvents(tx, [contactId], event)
}

/** The same event for several contacts: a shift that is handed over. */
export async function recordEvents(tx: Tx, contactIds: readonly string[], event: NewEvent): Promise<void> {
  if (contactIds.length === 0) return
  const row = { personId: null, how: '', wasDone: true, note: '', ...event }
  await on(tx)
    .insertInto('frontDoor.contactEvent')
    .values(contactIds.map((contactId) => ({ authorityId: tx.who.authorityId, id: newId(), contactId, ...row })))
    .execute()
  tx.trail.changed({ action: `contact.${event.kind}`, subjects: contactIds, content: row })
}

export const listEvents = (tx: Tx, contactId: string): Promise<readonly Event[]> =>
  on(tx)
    .selectFrom('frontDoor.contactEvent')
    .select(['id', 'kind', 'happenedAt', 'personId', 'how', 'wasDone', 'note', 'recordedAt', 'recordedBy'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()

/** Whose a waiting contact is; null puts it back for anybody on duty. */
export async function assignContacts(tx: Tx, contactIds: readonly string[], personId: string | null): Promise<void> {
  if (contactIds.length === 0) return
  await on(tx)
    .updateTable('frontDoor.awaitingOutcome')
    .set({ claimedBy: personId, claimedAt: personId === null ? null : tx.now })
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', 'in', [...contactIds])
    .execute()
}

/** Puts a waiting contact under somebody's name, and says so in its time line. */
export async function claimContact(tx: Tx, contactId: string, personId: string): Promise<void> {
  await recordEvent(tx, contactId, { kind: 'claimed', happenedAt: tx.now, personId })
  await assignContacts(tx, [contactId], personId)
}

/** What is still needed before an outcome: shown on the board, and the clock runs on. */
export async function setFurtherEnquiries(tx: Tx, contactId: string, needed: string): Promise<void> {
  await on(tx)
    .updateTable('frontDoor.awaitingOutcome')
    .set({ furtherEnquiries: needed })
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .execute()
}
