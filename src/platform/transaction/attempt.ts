import { sql } from 'kysely'
import type { Outcome } from '#kernel/outcome'
import type { Trail } from '#platform/trail'
import type { Tx } from './transact.ts'

/**
 * One of several things in one transaction, which stands or falls for itself: where `work` answers a failure, everything that it
 * recorded is undone, its trail entries with it, and the transaction goes on. What it read stays trailed as read.
 */
export async function attempt<T>(tx: Tx, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const changes: (() => void)[] = []
  const trail: Trail = {
    ...tx.trail,
    changed: (change) => void changes.push(() => tx.trail.changed(change)),
    ran: (action, account) => void changes.push(() => tx.trail.ran(action, account)),
  }
  await sql`savepoint attempt`.execute(tx.sql)
  const outcome = await work({ ...tx, trail })
  if (outcome.ok) for (const tell of changes) tell()
  else await sql`rollback to savepoint attempt`.execute(tx.sql)
  await sql`release savepoint attempt`.execute(tx.sql)
  return outcome
}
