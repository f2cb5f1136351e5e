import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from './tables.ts'

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
