import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** Something the sweep or a reviewer did about a contact that waited. */
export interface ReviewStep {
  readonly id: string
  readonly kind: 'warned' | 'opened' | 'climbed' | 'reviewed' | 'outcome-recorded'
  readonly at: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly personId: string | null
  /** 24, 48, 72 … for an opened review; 0 otherwise. */
  readonly hours: number
  readonly rung: string
  readonly whyNoOutcome: string
  readonly whatHappensNow: string
  readonly nextAt: Temporal.Instant | null
  readonly corrects: string | null
}

/** The warnings, reviews, climbs and records of a contact, in order. */
export async function listReviewSteps(tx: Tx, contactId: string): Promise<readonly ReviewStep[]> {
  const here = sql`authority_id = ${tx.who.authorityId} and contact_id = ${contactId}`
  const { rows } = await sql<ReviewStep>`
    select contact_id as id, 'warned' as kind, warned_at as at, recorded_at, assigned_to as person_id, 0 as hours,
           '' as rung, '' as why_no_outcome, '' as what_happens_now, null::timestamptz as next_at, null::uuid as corrects
      from front_door.warning where ${here}
    union all
    select id, 'opened', opened_at, recorded_at, assigned_to, period * 24, rung, '', '', null, null
      from front_door.review where ${here}
    union all
    select review_id, 'climbed', climbed_at, recorded_at, assigned_to, 0, rung, '', '', null, null
      from front_door.review_climb where ${here}
    union all
    select id, kind, reviewed_at, recorded_at, reviewed_by, 0, '', why_no_outcome, what_happens_now, next_at, corrects
      from front_door.review_record where ${here}
    order by at, recorded_at`.execute(tx.sql)
  return rows
}
