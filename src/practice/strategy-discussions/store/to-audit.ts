import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** What became of a discussion, for those who audit: lapsed is due and past its limit. */
export type AuditableState = 'held' | 'decided-not-to-hold' | 'lapsed'

/** A discussion as audits need to know it: what became of it and when, and who had a part in it. */
export interface DiscussionToAudit {
  readonly id: string
  readonly reference: string
  /** Null for one that is still due in time, or cancelled. */
  readonly state: AuditableState | null
  /** When it was held or decided against; of one that lapsed, its limit. */
  readonly happenedAt: Temporal.Instant
  /** When what became of it was recorded here; in a sample, when the sample says so. */
  readonly recordedAt: Temporal.Instant
  readonly teamId: string | null
  readonly areaId: string | null
  readonly allocatedWorkerId: string | null
  readonly reasonableCauseBy: string | null
  readonly decidedToHoldBy: string | null
  /** Who decided against it. */
  readonly decidedBy: string | null
  readonly chairId: string | null
  /** A chair who is nobody of ours, as written. */
  readonly chairName: string
  readonly minuteTakerId: string | null
  readonly childIds: readonly string[]
}

export type ToAuditAsked =
  | { readonly ids: readonly string[] }
  /** Held, or recorded as held, since a moment. */
  | { readonly heldSince: Temporal.Instant }
  /** Decided against in [from, to), or whose limit lay there and was over at `at` with nothing recorded. */
  | { readonly notHeldFrom: Temporal.Instant; readonly to: Temporal.Instant; readonly at: Temporal.Instant }

/** Discussions that can be audited, oldest first. What was brought in from the past without attendance is never among them. */
export async function listDiscussionsToAudit(tx: Tx, asked: ToAuditAsked): Promise<readonly DiscussionToAudit[]> {
  const { rows } = await sql<DiscussionToAudit>`
    with known as (
      select discussion.*, settled.id as settlement_id, settled.kind, settled.happened_at as settled_at,
             -- What another system tells with an earlier time was still unknown here; a sample's past is told as it was.
             case when sample.is_sample() then settled.known_at else settled.recorded_at end as settled_recorded_at
        from strategy.discussion discussion
        left join strategy.standing_settlement settled
          on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
       where discussion.authority_id = ${tx.who.authorityId} and discussion.origin <> 'history')
    select known.id, known.reference,
           case when known.kind in ('held', 'decided-not-to-hold') then known.kind
                when coalesce(known.kind, 'reopened') = 'reopened' and known.due_at < ${'at' in asked ? asked.at : tx.now}
                then 'lapsed' end as state,
           case when known.kind in ('held', 'decided-not-to-hold') then known.settled_at else known.due_at end as happened_at,
           coalesce(known.settled_recorded_at, known.recorded_at) as recorded_at, known.team_id, known.area_id,
           known.allocated_worker_id, known.reasonable_cause_by, known.decided_to_hold_by, settled.person_id as decided_by,
           settled.chair_id, coalesce(settled.chair_name, '') as chair_name, settled.minute_taker_id,
           array(select about.child_id from strategy.discussion_child about
                  where about.authority_id = known.authority_id and about.discussion_id = known.id
                    and not exists (select from strategy.discussion_child_removal removed
                                     where removed.authority_id = about.authority_id
                                       and removed.discussion_id = about.discussion_id and removed.child_id = about.child_id)
                  order by about.child_id) as child_ids
      from known
      left join strategy.settlement settled on settled.authority_id = known.authority_id and settled.id = known.settlement_id
     where ${matching(asked)}
     order by happened_at, known.id`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ id }) => id),
  )
  return rows
}

function matching(asked: ToAuditAsked): RawBuilder<unknown> {
  if ('ids' in asked) return sql`known.id = any (${[...asked.ids]}::uuid[])`
  if ('heldSince' in asked)
    return sql`known.kind = 'held' and greatest(known.settled_at, known.settled_recorded_at) >= ${asked.heldSince}`
  return sql`(known.kind = 'decided-not-to-hold' and known.settled_at >= ${asked.notHeldFrom} and known.settled_at < ${asked.to}
              or coalesce(known.kind, 'reopened') = 'reopened' and known.due_at >= ${asked.notHeldFrom}
                 and known.due_at < least(${asked.to}::timestamptz, ${asked.at}::timestamptz))`
}
