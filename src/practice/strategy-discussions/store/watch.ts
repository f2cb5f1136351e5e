import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/**
 * Something was recorded about a discussion, so something about it may be late again. Every store function that records a
 * fact about a discussion says so in the same transaction; the escalation closes the watch when nothing can be late any more.
 */
export async function watchAgain(tx: Tx, discussionId: string, since: Temporal.Instant = tx.now): Promise<void> {
  await sql`select strategy.watch_again(${discussionId}, ${since})`.execute(tx.sql)
}
