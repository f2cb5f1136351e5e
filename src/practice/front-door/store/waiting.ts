import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** A contact without an outcome, in one line. */
export interface WaitingLine {
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly worry: string
  readonly claimedBy: string | null
  readonly referrer: string
  readonly urgency: string | null
  readonly childrenWaiting: number
  readonly furtherEnquiries: string
}

/** What waits under somebody's name, soonest due first. Trailed as read. */
export const listClaimedBy = (tx: Tx, personId: string): Promise<readonly WaitingLine[]> => list(tx, personId)

/** Everything that waits, soonest due first. Trailed as read. */
export const listAllWaiting = (tx: Tx): Promise<readonly WaitingLine[]> => list(tx, null)

async function list(tx: Tx, personId: string | null): Promise<readonly WaitingLine[]> {
  const { rows } = await sql<WaitingLine>`
    select waiting.contact_id, waiting.reference, waiting.received_at, waiting.concern as worry, person.name as claimed_by,
           waiting.referrer, waiting.urgency, waiting.children_waiting, waiting.further_enquiries
      from front_door.awaiting_outcome waiting
      left join organisation.person person
        on person.authority_id = waiting.authority_id and person.id = waiting.claimed_by
     where waiting.authority_id = ${tx.who.authorityId}
       and (${personId}::uuid is null or waiting.claimed_by = ${personId}::uuid)
     order by waiting.received_at, waiting.contact_id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}
