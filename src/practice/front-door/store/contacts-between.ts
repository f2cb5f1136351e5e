import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ListedContact } from './listed-contacts.ts'

/** Contacts received on these days, the last among them, a line for each child, in time order. Trailed as read. */
export async function listContactsBetween(
  tx: Tx,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<readonly ListedContact[]> {
  const { rows } = await sql<ListedContact & { contactId: string }>`
    select contact.id as contact_id, about.child_id, contact.received_on as "on", contact.source_code as source
      from front_door.contact contact
      join front_door.contact_child about
        on about.authority_id = contact.authority_id and about.contact_id = contact.id
     where contact.authority_id = ${tx.who.authorityId} and contact.received_on between ${from} and ${until}
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id)
     order by contact.received_on, contact.received_at, contact.id, about.child_id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows.map(({ childId, on, source }) => ({ childId, on, source }))
}
