import type { Tx } from '#platform/transaction'
import { lockConcern } from '../../store/concerns.ts'
import { lockDiscussion } from '../../store/discussions.ts'
import type { About } from '../rules/facts.ts'

/** Holds what an escalation is about against the job and whoever else would change what becomes of it. */
export async function lockAbout(tx: Tx, { discussionId, concernId }: About): Promise<void> {
  if (discussionId === null) await lockConcern(tx, concernId)
  else await lockDiscussion(tx, discussionId)
}
