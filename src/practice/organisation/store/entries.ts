import { sql } from 'kysely'
import { conflict } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'

/**
 * Two entries about one person wait for each other until the first is committed, so that what each finds standing is
 * still standing when it writes. Held to the end of the transaction.
 */
export async function waitForTurn(tx: Tx, about: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${tx.who.authorityId}::integer, hashtext(${about}))`.execute(tx.sql)
}

/** The answer when two people replaced the same entry: the second is told, instead of overwriting the first. */
export const changedMeanwhile = conflict(
  'Somebody else changed this entry a moment ago.',
  'Look at how it stands now, and change it again if it is still wrong.',
)
