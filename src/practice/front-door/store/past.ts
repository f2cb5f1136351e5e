import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

/**
 * For a past that is laid down rather than lived (the sample authority): what these contacts still ask for was done five
 * hours before it was due, by `by`. The facts are written and the list of what is to do is cleared.
 */
export async function settlePast(tx: Tx, contactIds: readonly string[], by: string): Promise<void> {
  if (contactIds.length === 0) return
  const ours = sql`authority_id = ${tx.who.authorityId} and contact_id = any (${[...contactIds]}::uuid[])`
  await sql`
    insert into front_door.contact_event
      (authority_id, id, contact_id, kind, happened_at, how, was_done, note, recorded_at, recorded_by)
    select authority_id, gen_random_uuid(), contact_id,
           case kind when 'acknowledge-referrer' then 'referrer-acknowledged' when 'tell-referrer' then 'referrer-told'
                     when 'tell-family' then 'family-told' else 'written-form-received' end,
           due_at - interval '5 hours', 'email', true, '', due_at - interval '5 hours', ${by}
      from front_door.to_do
     where ${ours} and kind in ('acknowledge-referrer', 'tell-referrer', 'tell-family', 'written-form')`.execute(tx.sql)
  await sql`
    insert into front_door.decision_follow_up
      (authority_id, id, decision_id, contact_id, kind, happened_at, person_name, note, recorded_at, recorded_by)
    select authority_id, gen_random_uuid(), subject_id, contact_id,
           case kind when 'acceptance' then 'accepted' when 'allocated-team' then 'acknowledged'
                     when 'second-manager' then 'confirmed' else 'departure-followed-up' end,
           due_at - interval '5 hours', 'The duty desk', 'Looked at and agreed', due_at - interval '5 hours', ${by}
      from front_door.to_do
     where ${ours} and kind in ('acceptance', 'allocated-team', 'second-manager', 'departure', 'late-recording')`.execute(
    tx.sql,
  )
  await sql`delete from front_door.to_do where ${ours}`.execute(tx.sql)
  tx.trail.changed({ action: 'contacts.past-settled', subjects: contactIds, content: { by } })
}

/** A review as it went in a past that is laid down: opened 24 hours after receipt and ended by a record of it, or by the outcome. */
export interface PastReview {
  readonly contactId: string
  readonly openedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant
  readonly reviewedBy: string
  /** Null: the outcome came first. */
  readonly answers: { readonly whyNoOutcome: string; readonly whatHappensNow: string } | null
}

/** Lays down the reviews of a past, each opened and ended. */
export async function recordPastReviews(tx: Tx, reviews: readonly PastReview[]): Promise<void> {
  if (reviews.length === 0) return
  const { authorityId } = tx.who
  const opened = reviews.map((review) => ({ ...review, id: newId() }))
  await on(tx)
    .insertInto('frontDoor.review')
    .values(
      opened.map(({ id, contactId, openedAt, reviewedBy }) => ({
        authorityId,
        id,
        contactId,
        period: 1,
        openedAt,
        rung: 'duty-manager' as const,
        assignedTo: reviewedBy,
      })),
    )
    .execute()
  await on(tx)
    .insertInto('frontDoor.reviewRecord')
    .values(
      opened.map(({ id, contactId, endedAt, reviewedBy, answers }) => ({
        authorityId,
        id: newId(),
        reviewId: id,
        contactId,
        kind: answers === null ? ('outcome-recorded' as const) : ('reviewed' as const),
        ...(answers ?? {}),
        nextAt: answers === null ? null : endedAt.add({ hours: 6 }),
        reviewedAt: endedAt,
        reviewedBy: answers === null ? null : reviewedBy,
        corrects: null,
        knownAt: endedAt,
        recordedAt: endedAt,
        recordedBy: answers === null ? null : reviewedBy,
      })),
    )
    .execute()
  const subjects = opened.flatMap(({ contactId, id }) => [contactId, id])
  tx.trail.changed({ action: 'reviews.past-recorded', subjects, content: opened })
}
