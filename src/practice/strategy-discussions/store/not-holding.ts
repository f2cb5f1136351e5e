import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { NotHoldingVerdict } from '../words.ts'

export interface NotHoldingReview {
  readonly verdict: NotHoldingVerdict
  readonly reason: string
  readonly reviewedAt: Temporal.Instant
  readonly reviewedBy: string
}

/** The review of one decision to hold none; null while nobody has looked. */
export async function findNotHoldingReview(tx: Tx, settlementId: string): Promise<NotHoldingReview | null> {
  const { rows } = await sql<NotHoldingReview>`
    select verdict, reason, reviewed_at, reviewed_by from strategy.not_holding_review
     where authority_id = ${tx.who.authorityId} and settlement_id = ${settlementId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** A decision to hold none at which nobody has looked yet. */
export interface NotHeld {
  readonly discussionId: string
  readonly reference: string
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string | null
  readonly reviewDueAt: Temporal.Instant
  readonly teamId: string | null
}

/** Decisions to hold none that wait for a service manager, oldest first. */
export async function listNotHoldingToReview(tx: Tx): Promise<readonly NotHeld[]> {
  const { rows } = await sql<NotHeld>`
    select discussion.id as discussion_id, discussion.reference, settled.happened_at as decided_at,
           settled.person_id as decided_by, settled.review_due_at, discussion.team_id
      from strategy.watch watch
      join strategy.standing_settlement settled
        on settled.authority_id = watch.authority_id and settled.discussion_id = watch.discussion_id
       and settled.kind = 'decided-not-to-hold'
      join strategy.discussion discussion
        on discussion.authority_id = watch.authority_id and discussion.id = watch.discussion_id
     where watch.authority_id = ${tx.who.authorityId} and watch.until_at is null
       and not exists (select from strategy.not_holding_review review
                        where review.authority_id = settled.authority_id and review.settlement_id = settled.id)
     order by settled.happened_at`.execute(tx.sql)
  return rows
}
