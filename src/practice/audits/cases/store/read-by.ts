import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/**
 * Whoever is shown what an auditor wrote about a case can grade it blind no more: written with the reading, in its transaction.
 * Nobody is noted when a job reads.
 */
export async function noteRead(tx: Tx, caseId: string): Promise<void> {
  if (tx.who.kind !== 'person') return
  await on(tx)
    .insertInto('audits.readBy')
    .values({ authorityId: tx.who.authorityId, caseId, personId: tx.who.personId })
    .onConflict((known) => known.doNothing())
    .execute()
}
