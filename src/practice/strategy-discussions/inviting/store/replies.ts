import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { Answer, GivenBy } from '../words.ts'

export interface NewReply {
  readonly answer: Answer
  readonly reason: string
  readonly someoneName: string
  readonly someoneRole: string
  readonly someoneEmail: string
  readonly someoneId: string | null
  readonly givenBy: GivenBy
  /** Who gave it, where it was by telephone. */
  readonly givenByName: string
  readonly repliedAt?: Temporal.Instant
  readonly knownAt?: Temporal.Instant
}

/**
 * What somebody answered to their invitation. The latest stands, all are kept. Whoever is named in their place is invited by
 * the job, which may see and write what a partner may not.
 */
export async function recordReply(
  tx: Tx,
  invitation: { readonly id: string; readonly discussionId: string },
  reply: NewReply,
): Promise<string> {
  const knownAt = reply.knownAt ?? tx.now
  const row = {
    ...reply,
    authorityId: tx.who.authorityId,
    id: newId(),
    invitationId: invitation.id,
    discussionId: invitation.discussionId,
    repliedAt: reply.repliedAt ?? knownAt,
    knownAt,
  }
  await on(tx).insertInto('strategy.reply').values(row).execute()
  await watchAgain(tx, invitation.discussionId, knownAt)
  tx.trail.changed({ action: 'invitation.answered', subjects: [invitation.discussionId, row.id], content: row })
  return row.id
}
