import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Rung } from '../ladder.ts'
import type { LateContact } from '../rules.ts'

/** One sweep of an authority at a time: the second waits, and then finds nothing left to do. */
export async function waitForSweep(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('front-door.sweep', ${tx.who.authorityId}))`.execute(tx.sql)
}

export interface LateRow extends LateContact {
  readonly contactId: string
  readonly reference: string
  /** Whether it still waits today: at a past moment swept for, it may have its outcome by now. */
  readonly isWaiting: boolean
  readonly review: { readonly id: string; readonly assignedTo: string | null } | null
}

interface FoundRow {
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly isWaiting: boolean
  readonly isWarned: boolean
  readonly reviewId: string | null
  readonly period: number | null
  readonly openedAt: Temporal.Instant | null
  readonly rung: Rung | null
  readonly assignedTo: string | null
  readonly isRecorded: boolean
  readonly climbedTo: Rung[] | null
}

/**
 * The contacts that at `at` had been waiting since `receivedBy` or longer, with what was known of them at `at`, longest
 * waiting first. What waits today is read from the projection, and its rows are held until the sweep is done, so that no
 * review opens for a contact that gets its outcome meanwhile; what had its outcome later is found by its span. What is
 * known of each is looked up one by one: a join could read all of history to serve a few rows.
 */
export async function listLate(
  tx: Tx,
  at: Temporal.Instant,
  receivedBy: Temporal.Instant,
): Promise<readonly LateRow[]> {
  const authority = tx.who.authorityId
  const { rows } = await sql<FoundRow>`
    with waiting as materialized (
      select contact_id, received_at from front_door.awaiting_outcome
       where authority_id = ${authority} and received_at <= ${receivedBy} and known_at <= ${at}
       order by received_at, contact_id for key share),
    late as (
      select contact_id, received_at, true as is_waiting from waiting
      union all
      select since.contact_id, min(since.received_at), false
        from front_door.completed_since(${at}, ${receivedBy}) since
       where since.contact_id not in (select contact_id from waiting)
       group by since.contact_id)
    select late.contact_id, late.received_at, (
             select reference from front_door.contact
              where authority_id = ${authority} and id = late.contact_id) as reference,
           late.is_waiting, coalesce(warning.is_warned, false) as is_warned, review.id as review_id, review.period,
           review.opened_at, review.rung, review.assigned_to, coalesce(record.is_recorded, false) as is_recorded, climb.climbed_to
      from late
      left join lateral (
        select true as is_warned from front_door.warning w
         where w.authority_id = ${authority} and w.contact_id = late.contact_id and w.warned_at <= ${at}
         limit 1) warning on true
      left join lateral (
        select r.* from front_door.review r
         where r.authority_id = ${authority} and r.contact_id = late.contact_id and r.opened_at <= ${at}
         order by r.period desc limit 1) review on true
      left join lateral (
        select true as is_recorded from front_door.review_record done
         where done.authority_id = ${authority} and done.review_id = review.id and done.corrects is null
           and done.known_at <= ${at}
         limit 1) record on true
      left join lateral (
        select array_agg(c.rung) as climbed_to from front_door.review_climb c
         where c.authority_id = ${authority} and c.review_id = review.id and c.climbed_at <= ${at}) climb on true
     order by late.received_at, reference`.execute(tx.sql)
  return rows.map(asLate)
}

function asLate(row: FoundRow): LateRow {
  const { reviewId, period, openedAt, rung } = row
  const hasReview = reviewId !== null && period !== null && openedAt !== null && rung !== null
  return {
    contactId: row.contactId,
    reference: row.reference,
    receivedAt: row.receivedAt,
    isWaiting: row.isWaiting,
    isWarned: row.isWarned,
    review: hasReview ? { id: reviewId, assignedTo: row.assignedTo } : null,
    lastReview: hasReview
      ? { period, openedAt, firstRung: rung, climbedTo: row.climbedTo ?? [], isRecorded: row.isRecorded }
      : null,
  }
}
