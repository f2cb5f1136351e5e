import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { About } from '../rules/facts.ts'

/** The projection that says until when something about it can be late, and its row. */
const watchOf = (
  tx: Tx,
  { discussionId, concernId }: About,
): { table: RawBuilder<unknown>; row: RawBuilder<unknown> } =>
  discussionId === null
    ? {
        table: sql`strategy.concern_watch`,
        row: sql`authority_id = ${tx.who.authorityId} and concern_id = ${concernId}`,
      }
    : {
        table: sql`strategy.watch`,
        row: sql`authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId}`,
      }

/**
 * Holds its place among what is watched until this transaction ends, before its facts are read: whoever records one meanwhile
 * waits to open the watch again, so that it is never closed over a fact that was not seen.
 */
export async function holdWatch(tx: Tx, about: About): Promise<void> {
  const { table, row } = watchOf(tx, about)
  await sql`select from ${table} where ${row} for update`.execute(tx.sql)
}

/** Nothing about it can be late any more: it is no longer looked at, until somebody records something. */
export async function closeWatch(tx: Tx, about: About, at: Temporal.Instant): Promise<void> {
  const { table, row } = watchOf(tx, about)
  await sql`update ${table} set until_at = greatest(from_at, ${at}) where ${row} and until_at is null`.execute(tx.sql)
}

/** Looked at until what was opened has ended, also where nothing more is recorded. */
export async function keepWatching(tx: Tx, { discussionId, concernId }: About, at: Temporal.Instant): Promise<void> {
  await (discussionId === null
    ? sql`select strategy.watch_concern_again(${concernId}, ${at})`
    : sql`select strategy.watch_again(${discussionId}, ${at})`
  ).execute(tx.sql)
}
