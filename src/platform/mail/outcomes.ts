import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { nextAsk } from './rules.ts'
import { on } from './tables.ts'
import type { Fate } from './way.ts'

/**
 * Puts down that a message came back. 'unknown' when no message of this authority was ever sent under this id; told twice,
 * the second changes nothing.
 */
export async function recordBounce(
  tx: Tx,
  {
    messageId,
    code,
    toldBy,
  }: { readonly messageId: string; readonly code: string; readonly toldBy: 'report' | 'service' },
): Promise<'recorded' | 'known' | 'unknown'> {
  if (!(await wasSent(tx, messageId))) return 'unknown'
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('mail.bounce')
    .values({ authorityId: tx.who.authorityId, id: newId(), messageId, code, toldBy })
    .onConflict((conflict) => conflict.columns(['authorityId', 'messageId']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return 'known'
  tx.trail.ran('mail.bounced', { message: messageId, code })
  return 'recorded'
}

async function wasSent(tx: Tx, messageId: string): Promise<boolean> {
  const { rows } = await sql<{ wasSent: boolean }>`
    select exists (select from mail.attempt
                    where authority_id = ${tx.who.authorityId} and message_id = ${messageId}::uuid
                      and result = 'sent') as was_sent`.execute(tx.sql)
  return rows[0]?.wasSent === true
}

export interface Awaited {
  readonly messageId: string
  readonly serviceReference: string
  readonly takenAt: Temporal.Instant
}

/** The next message that a service is to be asked about, held until this transaction ends; null when none is due. */
export async function claimAwaited(tx: Tx, now: Temporal.Instant): Promise<Awaited | null> {
  const row = await on(tx)
    .selectFrom('mail.awaited')
    .select(['messageId', 'serviceReference', 'takenAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('nextAskAt', '<=', now)
    .orderBy('nextAskAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** Puts down what the service said, or when it is asked again. */
export async function recordFate(tx: Tx, awaited: Awaited, fate: Fate, now: Temporal.Instant): Promise<void> {
  const { messageId, takenAt } = awaited
  const authorityId = tx.who.authorityId
  const nextAskAt = fate.state === 'on-its-way' ? nextAsk(takenAt, now) : null
  if (nextAskAt !== null) {
    await on(tx)
      .updateTable('mail.awaited')
      .set({ nextAskAt })
      .where('authorityId', '=', authorityId)
      .where('messageId', '=', messageId)
      .execute()
    return
  }
  if (fate.state === 'bounced') await recordBounce(tx, { messageId, code: fate.code, toldBy: 'service' })
  if (fate.state === 'delivered') {
    await on(tx).insertInto('mail.delivery').values({ authorityId, id: newId(), messageId }).execute()
    tx.trail.ran('mail.delivered', { message: messageId })
  }
  await on(tx)
    .deleteFrom('mail.awaited')
    .where('authorityId', '=', authorityId)
    .where('messageId', '=', messageId)
    .execute()
}
