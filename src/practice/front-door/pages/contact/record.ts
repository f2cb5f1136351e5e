import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Html } from '#platform/html'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findContact } from '../../store/contacts.ts'
import { gather } from './gather.ts'
import { contactRecordView } from './view.ts'

/**
 * Everything that is held about a contact, to be read beside something else, with nothing to press: conversations, checks and
 * decisions with their reasons. Null when there is none that whoever asks may open. Trailed as read.
 */
export async function contactRecord(
  tx: Tx,
  contactId: string,
  asked: { readonly user: User; readonly now: Temporal.Instant; readonly calendar: WorkingCalendar },
): Promise<Html | null> {
  const contact = await findContact(tx, contactId)
  return contact === null ? null : contactRecordView({ ...(await gather(tx, contact, [])), ...asked })
}
