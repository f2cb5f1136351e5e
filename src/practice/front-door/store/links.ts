import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { SourceCode } from '../words.ts'

/** Another contact about the same incident. */
export interface LinkedContact {
  readonly contactId: string
  readonly reference: string
  readonly receivedOn: Temporal.PlainDate
  readonly sourceCode: SourceCode
  readonly why: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** The contacts linked with this one, whichever named the other. Those not open to who asks are left out. */
export async function listLinked(tx: Tx, contactId: string): Promise<readonly LinkedContact[]> {
  const { rows } = await sql<LinkedContact>`
    select other.id as contact_id, other.reference, other.received_on, other.source_code, link.why, link.recorded_at,
           link.recorded_by
      from front_door.contact_link link
      join front_door.contact other
        on other.authority_id = link.authority_id
       and other.id = case when link.contact_id = ${contactId} then link.linked_contact_id else link.contact_id end
     where link.authority_id = ${tx.who.authorityId}
       and (link.contact_id = ${contactId} or link.linked_contact_id = ${contactId})
     order by link.recorded_at, other.id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map((row) => row.contactId),
  )
  return rows
}

/** Links two contacts. Linking them again changes nothing. */
export async function linkContacts(
  tx: Tx,
  {
    contactId,
    linkedContactId,
    why,
  }: { readonly contactId: string; readonly linkedContactId: string; readonly why: string },
): Promise<void> {
  const known = await listLinked(tx, contactId)
  if (known.some((link) => link.contactId === linkedContactId)) return
  await on(tx)
    .insertInto('frontDoor.contactLink')
    .values({ authorityId: tx.who.authorityId, contactId, linkedContactId, why })
    .execute()
  tx.trail.changed({ action: 'contact.linked', subjects: [contactId, linkedContactId], content: { why } })
}
