import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

/** A breaking of the glass that nobody has reviewed yet. */
export interface ReviewDue {
  readonly breakingId: string
  readonly childReference: string
  readonly personId: string
  readonly reviewerId: string | null
  readonly reviewDueAt: Temporal.Instant
  readonly climbDueAt: Temporal.Instant
  readonly hasClimbed: boolean
  /** To whom it climbed; null when to nobody by name. */
  readonly climbedTo: string | null
}

/** Breakings not reviewed yet that whoever asks may know of, soonest first. */
export async function listReviewsDue(tx: Tx): Promise<readonly ReviewDue[]> {
  const { rows } = await sql<ReviewDue>`
    select broken.id as breaking_id, broken.child_reference, broken.person_id, broken.reviewer_id, broken.review_due_at,
           broken.climb_due_at, climb.breaking_id is not null as has_climbed, climb.assigned_to as climbed_to
      from restricted_records.breaking broken
      left join restricted_records.breaking_climb climb
        on climb.authority_id = broken.authority_id and climb.breaking_id = broken.id
     where broken.authority_id = ${tx.who.authorityId}
       and not exists (select from restricted_records.breaking_review review
                        where review.authority_id = broken.authority_id and review.breaking_id = broken.id)
     order by broken.review_due_at`.execute(tx.sql)
  return rows
}

/** A review that was not done in time goes to somebody else as well. Answers false when it went there before. */
export async function recordClimb(tx: Tx, due: ReviewDue, assignedTo: string | null): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('restrictedRecords.breakingClimb')
    .values({ authorityId: tx.who.authorityId, breakingId: due.breakingId, assignedTo, dueAt: due.climbDueAt })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}
