import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { FollowUp } from '../words.ts'

/** What came of a decision: a second manager, the allocated team, the service it was passed to. */
export interface NewFollowUp {
  readonly decisionId: string
  readonly contactId: string
  readonly kind: FollowUp
  readonly happenedAt: Temporal.Instant
  /** Somebody here; null for somebody of the service it was passed to, who is named. */
  readonly personId: string | null
  readonly personName: string
  readonly note: string
}

export async function recordFollowUp(tx: Tx, followUp: NewFollowUp): Promise<void> {
  const { contactId, decisionId, kind } = followUp
  await on(tx)
    .insertInto('frontDoor.decisionFollowUp')
    .values({ authorityId: tx.who.authorityId, id: newId(), ...followUp })
    .execute()
  tx.trail.changed({ action: `decision.${kind}`, subjects: [contactId, decisionId], content: followUp })
}
