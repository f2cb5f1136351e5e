import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ContactOutcome, SourceCode } from '../words.ts'

/** One contact about one child, as a line of their history. */
export interface EarlierContact {
  readonly contactId: string
  readonly childId: string
  readonly reference: string
  /** Null for history of which the day alone is known. */
  readonly receivedAt: Temporal.Instant | null
  readonly receivedOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  readonly isHistory: boolean
  readonly sourceCode: SourceCode
  readonly concern: string
  /** The outcome that stands for this child; null while they wait, and for history without one. */
  readonly outcome: ContactOutcome | null
}

/** Every contact about these children, latest first: a line for each child. Trailed as read. */
export async function listContactsOf(tx: Tx, childIds: readonly string[]): Promise<readonly EarlierContact[]> {
  if (childIds.length === 0) return []
  const { rows } = await sql<EarlierContact>`
    select contact.id as contact_id, about.child_id, contact.reference, contact.received_at, contact.received_on,
           contact.recorded_at, contact.is_history, contact.source_code, contact.concern, decision.outcome
      from front_door.contact_child about
      join front_door.contact contact on contact.authority_id = about.authority_id and contact.id = about.contact_id
      left join front_door.standing_decision decision
        on decision.authority_id = about.authority_id and decision.contact_id = about.contact_id
       and decision.child_id = about.child_id
     where about.authority_id = ${tx.who.authorityId} and about.child_id = any (${[...childIds]}::uuid[])
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id)
     order by contact.received_on desc, contact.received_at desc nulls last, contact.id desc`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}

/** The contact that is called so, or null when there is none that may be opened. */
export async function findByReference(tx: Tx, reference: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from front_door.contact
     where authority_id = ${tx.who.authorityId} and reference = ${reference.trim().toUpperCase()}`.execute(tx.sql)
  return rows[0]?.id ?? null
}

/** Which of these contacts there are and may be opened. */
export async function listOpen(tx: Tx, contactIds: readonly string[]): Promise<readonly string[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from front_door.contact
     where authority_id = ${tx.who.authorityId} and id = any (${[...contactIds]}::uuid[])`.execute(tx.sql)
  return rows.map(({ id }) => id)
}
