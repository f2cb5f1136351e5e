import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/**
 * The next number of the discussion's calendar event, above every one that was sent to anybody: a calendar ignores what is not
 * newer than what it has. The discussion is locked by whoever asks.
 */
export async function nextSequence(tx: Tx, discussionId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(sequence), -1) + 1 as next
      from (select sequence from strategy.arrangement
             where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId}
            union all
            select sequence from strategy.invitation
             where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} and sequence > 0
            union all
            select sequence from strategy.invitation_withdrawal
             where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} and sequence > 0) used`.execute(
    tx.sql,
  )
  return rows[0]?.next ?? 0
}
