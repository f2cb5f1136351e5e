import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { caseSystem } from '../extract/import.ts'

/** A contact as other systems are told of it. */
export interface ToldContact {
  readonly id: string
  readonly contactId: string | null
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly childrenWaiting: number
}

/** These contacts, without the restricted ones, of which no other system is told, and without history. */
export async function listTold(tx: Tx, ids: readonly string[]): Promise<readonly ToldContact[]> {
  const { rows } = await sql<ToldContact>`
    select contact.id, case when contact.source_system = ${caseSystem} then contact.source_contact_id end as contact_id,
           contact.reference, contact.received_at, coalesce(waiting.children_waiting, 0) as children_waiting
      from front_door.contact contact
      left join front_door.awaiting_outcome waiting
        on waiting.authority_id = contact.authority_id and waiting.contact_id = contact.id
     where contact.authority_id = ${tx.who.authorityId} and contact.id = any (${[...ids]}::uuid[])
       and contact.received_at is not null
       and contact.id <> all ((select front_door.restricted_contacts())::uuid[])`.execute(tx.sql)
  return rows
}

/** Whether other systems may be told of this contact, now. */
export const isToldOf = async (tx: Tx, id: string): Promise<boolean> => (await listTold(tx, [id])).length > 0
