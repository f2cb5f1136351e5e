import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ToDoKind } from '../words.ts'

/** An open review that is one of these people's, or nobody's. */
export interface ReviewWork {
  readonly reviewId: string
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly childrenWaiting: number
  readonly dueAt: Temporal.Instant
  readonly assignedTo: string | null
}

export async function listReviewWork(tx: Tx, people: readonly string[]): Promise<readonly ReviewWork[]> {
  const { rows } = await sql<ReviewWork>`
    select open.review_id, open.contact_id, waiting.reference, waiting.received_at, waiting.children_waiting, open.due_at,
           open.assigned_to
      from front_door.open_review open
      join front_door.awaiting_outcome waiting
        on waiting.authority_id = open.authority_id and waiting.contact_id = open.contact_id
     where open.authority_id = ${tx.who.authorityId}
       and (open.assigned_to is null or open.assigned_to = any (${[...people]}::uuid[]))
     order by open.due_at, open.review_id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}

/** A contact without an outcome. */
export interface WaitingWork {
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly childrenWaiting: number
  /** Under whose name it is listed; null for anybody who decides. */
  readonly claimedBy: string | null
  readonly furtherEnquiries: string
}

export async function listClaimedWork(tx: Tx, people: readonly string[]): Promise<readonly WaitingWork[]> {
  const { rows } = await sql<WaitingWork>`
    select contact_id, reference, received_at, children_waiting, claimed_by, further_enquiries
      from front_door.awaiting_outcome
     where authority_id = ${tx.who.authorityId} and claimed_by = any (${[...people]}::uuid[])
     order by received_at, contact_id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}

/**
 * Contacts without an outcome received by then and not yet in review, soonest due first: what is about to be late, whoever has
 * taken it on.
 */
export async function listNearlyLate(tx: Tx, receivedBy: Temporal.Instant): Promise<readonly WaitingWork[]> {
  const { rows } = await sql<WaitingWork>`
    select waiting.contact_id, waiting.reference, waiting.received_at, waiting.children_waiting, waiting.further_enquiries,
           null::uuid as claimed_by
      from front_door.awaiting_outcome waiting
     where waiting.authority_id = ${tx.who.authorityId} and waiting.received_at <= ${receivedBy}
       and not exists (
         select from front_door.open_review review
          where review.authority_id = waiting.authority_id and review.contact_id = waiting.contact_id)
     order by waiting.received_at, waiting.contact_id
     limit ${mostToDos}`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}

/** Something still to be done, these people's or anybody's on duty. */
export interface ToDoWork {
  readonly kind: ToDoKind
  readonly subjectId: string
  readonly contactId: string | null
  readonly reference: string | null
  readonly dueAt: Temporal.Instant
  readonly ownerId: string | null
  readonly detail: string
}

/** At most this many: what is soonest due is what matters, and the rest comes up as these are done. */
const mostToDos = 200

/** What only somebody who decides can answer. */
const managersOnly: readonly ToDoKind[] = ['check-authorisation', 'second-manager', 'departure', 'late-recording']

export interface ToDosAsked {
  readonly people: readonly string[]
  /** Whoever looks: what they may not do, because it is their own decision, is left out. */
  readonly asker: string
  readonly isDecider: boolean
}

/** What is still to be done, soonest first. */
export async function listOpenToDos(tx: Tx, { people, asker, isDecider }: ToDosAsked): Promise<readonly ToDoWork[]> {
  const { rows } = await sql<ToDoWork>`
    select open.kind, open.subject_id, open.contact_id, contact.reference, open.due_at, open.owner_id, open.detail
      from front_door.to_do open
      left join front_door.contact contact
        on contact.authority_id = open.authority_id and contact.id = open.contact_id
     where open.authority_id = ${tx.who.authorityId} and (open.contact_id is null or contact.id is not null)
       and (open.owner_id is null or open.owner_id = any (${[...people]}::uuid[]))
       and open.not_by is distinct from ${asker}::uuid
       and (${isDecider} or open.kind <> all (${[...managersOnly]}::text[]))
     order by open.due_at, open.kind, open.subject_id
     limit ${mostToDos}`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.flatMap(({ contactId }) => contactId ?? []),
  )
  return rows
}
