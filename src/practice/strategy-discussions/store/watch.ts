import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { askFor } from '#platform/jobs'
import type { Tx } from '#platform/transaction'

/** What the job that escalates is called in the queue. */
export const escalateJobName = 'strategy-discussions.escalate'

/** Transactions that have asked for escalation already: once each is enough. */
const asked = new WeakSet<Tx>()

/** Facts of longer ago are another system's past or a sample's: nobody waits for them at this moment. */
const freshMinutes = 60

/**
 * Something was recorded about a discussion, so something about it may be late again. Every store function that records a
 * fact about a discussion says so in the same transaction; the escalation closes the watch when nothing can be late any more.
 * What is recorded as it happens is looked at as soon as it is committed: a refusal is escalated at once.
 */
export async function watchAgain(tx: Tx, discussionId: string, since: Temporal.Instant = tx.now): Promise<void> {
  await sql`select strategy.watch_again(${discussionId}, ${since})`.execute(tx.sql)
  await askToEscalate(tx, since)
}

/** The same for a partner's concern, and for the discussion it has come to: what is open about the one may be the other's. */
export async function watchConcernAgain(tx: Tx, concernId: string, since: Temporal.Instant = tx.now): Promise<void> {
  await sql`select strategy.watch_concern_again(${concernId}, ${since})`.execute(tx.sql)
  await askToEscalate(tx, since)
}

async function askToEscalate(tx: Tx, since: Temporal.Instant): Promise<void> {
  const isFresh = tx.now.epochMilliseconds - since.epochMilliseconds < freshMinutes * 60_000
  if (!isFresh || asked.has(tx)) return
  asked.add(tx)
  // Apart from the others: transactions that record hold discussions, and must not wait for each other here.
  await askFor(tx, escalateJobName, { isApart: true })
}
