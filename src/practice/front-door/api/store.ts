import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { caseSystem } from '../extract/import.ts'
import type { ContactBody } from './schemas.ts'

/** A contact as the case system knows it, with what stands here. */
export interface KnownHere {
  readonly id: string
  readonly reference: string
  readonly isHistory: boolean
  readonly isWaiting: boolean
  readonly receivedAt: Temporal.Instant | null
  readonly source: ContactBody['source']
  readonly method: ContactBody['method'] | null
  readonly urgency: ContactBody['urgency'] | null
  readonly concern: string
  /** The case system's numbers of its children. */
  readonly children: readonly string[]
  /** How many of them have a decision. */
  readonly decidedChildren: number
  readonly isRestricted: boolean
  /** How many facts stand about it. They are only ever appended: more than before means that something was new. */
  readonly facts: number
}

/** The contact that the case system calls so, whoever may see it; null when it never told of it. Not yet trailed. */
export async function findByCaseSystem(tx: Tx, contactId: string): Promise<KnownHere | null> {
  const { rows } = await sql<KnownHere>`
    select contact.id, contact.reference, contact.is_history, waiting.contact_id is not null as is_waiting,
           contact.received_at, contact.source_code as source, contact.method, contact.urgency, contact.concern,
           array(select about.source_child_id from front_door.contact_child about
                  where about.authority_id = contact.authority_id and about.contact_id = contact.id
                    and about.source_child_id is not null) as children,
           (select count(*) from front_door.decision
             where decision.authority_id = contact.authority_id and decision.contact_id = contact.id
               and decision.corrects is null) as decided_children,
           contact.id = any (front_door.restricted_contacts()) as is_restricted,
           (select count(*) from front_door.contact_child about
             where about.authority_id = contact.authority_id and about.contact_id = contact.id)
           + (select count(*) from front_door.decision
               where decision.authority_id = contact.authority_id and decision.contact_id = contact.id)
           + (select count(*) from front_door.contact_event event
               where event.authority_id = contact.authority_id and event.contact_id = contact.id) as facts
      from front_door.contact contact
      left join front_door.awaiting_outcome waiting
        on waiting.authority_id = contact.authority_id and waiting.contact_id = contact.id
     where contact.authority_id = ${tx.who.authorityId} and contact.source_system = ${caseSystem}
       and contact.source_contact_id = ${contactId}`.execute(tx.sql)
  return rows[0] ?? null
}

export interface Waiting {
  readonly id: string
  readonly contactId: string | null
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly childrenWaiting: number
  readonly total: number
}

interface WaitingAsked {
  readonly maySeeRestricted: boolean
  readonly page: number
  readonly perPage: number
}

/** One page of the contacts without an outcome, soonest due first; restricted ones for who may see them. Trailed as read. */
export async function listWaitingContacts(
  tx: Tx,
  { maySeeRestricted, page, perPage }: WaitingAsked,
): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select waiting.contact_id as id, contact.source_contact_id as contact_id, waiting.reference, waiting.received_at,
           waiting.children_waiting, count(*) over ()::integer as total
      from front_door.awaiting_outcome waiting
      join front_door.contact contact
        on contact.authority_id = waiting.authority_id and contact.id = waiting.contact_id
     where waiting.authority_id = ${tx.who.authorityId}
       and (${maySeeRestricted} or waiting.contact_id <> all ((select front_door.restricted_contacts())::uuid[]))
     order by waiting.received_at, waiting.contact_id
     limit ${perPage} offset ${(page - 1) * perPage}`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ id }) => id),
  )
  return rows
}
