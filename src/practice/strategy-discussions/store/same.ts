import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { sameWithinHours } from '../rules/new-discussion.ts'

/** Another discussion about one of the same children at about the same time. */
export interface LikelySame {
  readonly id: string
  readonly reference: string
  readonly reasonableCauseAt: Temporal.Instant
}

/**
 * Discussions about any of these children, neither cancelled nor decided against, within three days of a moment or still due:
 * the same meeting is not to be entered twice. Whoever asks next waits until this one is recorded or given up.
 */
export async function listLikelySame(
  tx: Tx,
  childIds: readonly string[],
  at: Temporal.Instant,
): Promise<readonly LikelySame[]> {
  if (childIds.length === 0) return []
  for (const childId of [...childIds].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.child:${childId}`}, ${tx.who.authorityId}))`.execute(
      tx.sql,
    )
  const { rows } = await sql<LikelySame>`
    select distinct discussion.id, discussion.reference, discussion.reasonable_cause_at
      from strategy.discussion_child about
      join strategy.discussion discussion
        on discussion.authority_id = about.authority_id and discussion.id = about.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
     where about.authority_id = ${tx.who.authorityId} and about.child_id = any (${[...childIds]}::uuid[])
       and coalesce(settled.kind, 'due') not in ('cancelled', 'decided-not-to-hold')
       and (settled.kind is null or settled.kind = 'reopened'
            or abs(extract(epoch from coalesce(settled.happened_at, discussion.reasonable_cause_at) - ${at}))
               <= ${sameWithinHours * 3600})
     order by discussion.reasonable_cause_at desc`.execute(tx.sql)
  return rows
}
