import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import { settle } from './settle.ts'

/** Adds a child to a contact. The contact waits again until that child has an outcome too: its clock is the same. */
export async function addToContact(tx: Tx, contactId: string, childId: string): Promise<void> {
  const authorityId = tx.who.authorityId
  await on(tx)
    .insertInto('frontDoor.contactChild')
    .values({ authorityId, contactId, childId, sourceChildId: null })
    .execute()
  await sql`
    insert into front_door.awaiting_outcome
      (authority_id, contact_id, reference, received_at, known_at, team_id, source_code, referrer, urgency, concern,
       children, children_waiting)
    select authority_id, id, reference, received_at, now(), team_id, source_code,
           concat_ws(', ', nullif(referrer_name, ''), nullif(referrer_agency, '')), urgency,
           left(split_part(concern, E'\n', 1), 120), 1, 1
      from front_door.contact
     where authority_id = ${authorityId} and id = ${contactId} and not is_history
    on conflict do nothing`.execute(tx.sql)
  await settle(tx, [contactId])
  tx.trail.changed({ action: 'contact.child-added', subjects: [contactId, childId], content: { contactId, childId } })
}

/** Takes a child off a contact that was never about them. The row stays, with the reason. */
export async function takeOffContact(
  tx: Tx,
  { contactId, childId, reason }: { readonly contactId: string; readonly childId: string; readonly reason: string },
): Promise<void> {
  await on(tx)
    .insertInto('frontDoor.contactChildRemoval')
    .values({ authorityId: tx.who.authorityId, contactId, childId, reason })
    .execute()
  await settle(tx, [contactId])
  const content = { contactId, childId, reason }
  tx.trail.changed({ action: 'contact.child-taken-off', subjects: [contactId, childId], content })
}

/** The children of these contacts, without those who were taken off. */
export async function listChildrenOf(
  tx: Tx,
  contactIds: readonly string[],
): Promise<readonly { readonly contactId: string; readonly childId: string }[]> {
  const { rows } = await sql<{ contactId: string; childId: string }>`
    select about.contact_id, about.child_id
      from front_door.contact_child about
     where about.authority_id = ${tx.who.authorityId} and about.contact_id = any (${[...contactIds]}::uuid[])
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id)
     order by about.recorded_at, about.child_id`.execute(tx.sql)
  return rows
}
