import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/**
 * Holds the discussion's place among those that are watched until this transaction ends, before its facts are read: whoever
 * records one meanwhile waits to open the watch again, so that it is never closed over a fact that was not seen.
 */
export async function holdWatch(tx: Tx, discussionId: string): Promise<void> {
  await sql`
    select from strategy.watch
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} for update`.execute(tx.sql)
}

/** Nothing about the discussion can be late any more: it is no longer looked at, until somebody records something. */
export async function closeWatch(tx: Tx, discussionId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update strategy.watch set until_at = greatest(from_at, ${at})
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} and until_at is null`.execute(
    tx.sql,
  )
}

/** Looked at until what was opened has ended, also where nothing more is recorded. */
export async function keepWatching(tx: Tx, discussionId: string, at: Temporal.Instant): Promise<void> {
  await sql`select strategy.watch_again(${discussionId}, ${at})`.execute(tx.sql)
}
