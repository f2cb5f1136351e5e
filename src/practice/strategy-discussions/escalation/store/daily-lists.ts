import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

/** Stands for the day itself. */
const dayItself = '00000000-0000-0000-0000-000000000000'

/** Notes that the list of a day goes to an agency or a person; null is the day itself. False when it was noted before. */
export async function recordDailyList(
  tx: Tx,
  listedOn: Temporal.PlainDate,
  recipientId: string | null,
  escalations: number,
): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, listedOn, recipientId: recipientId ?? dayItself, escalations }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('strategy.escalationList')
    .values(row)
    .onConflict((same) => same.columns(['authorityId', 'listedOn', 'recipientId']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

/** Whether the lists of a day were made. */
export async function isListed(tx: Tx, listedOn: Temporal.PlainDate): Promise<boolean> {
  const row = await on(tx)
    .selectFrom('strategy.escalationList')
    .select('recipientId')
    .where('authorityId', '=', tx.who.authorityId)
    .where('listedOn', '=', listedOn)
    .where('recipientId', '=', dayItself)
    .executeTakeFirst()
  return row !== undefined
}
