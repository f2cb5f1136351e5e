import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { WantedLink } from '#platform/links'
import type { Tx } from '#platform/transaction'
import { afterAttempt } from './rules.ts'
import { type AttemptResult, on } from './tables.ts'
import type { Answer, Letter } from './way.ts'

/** A message as it was queued: what it links to is not made yet. */
export interface Claimed extends Letter {
  readonly attempts: number
  readonly link: WantedLink | null
}

/**
 * The next message that is due, held until this transaction ends: another worker takes the one after it. One that follows
 * another of its thread to the same address waits until that has left or was given up. Null when nothing is due.
 */
export async function claimDue(tx: Tx, now: Temporal.Instant): Promise<Claimed | null> {
  const row = await on(tx)
    .selectFrom('mail.waiting as waiting')
    .innerJoin('mail.message as message', (join) =>
      join.onRef('message.authorityId', '=', 'waiting.authorityId').onRef('message.id', '=', 'waiting.messageId'),
    )
    .select(['message.id', 'message.toAddress', 'message.subject', 'message.text', 'waiting.attempts'])
    .select(['message.calendarMethod', 'message.calendarText', 'message.linkPurpose', 'message.linkSubjectId'])
    .select('message.linkExpiresAt as expiresAt')
    .where('waiting.authorityId', '=', tx.who.authorityId)
    .where('waiting.isGivenUp', '=', false)
    .where('waiting.nextAttemptAt', '<=', now)
    .where(sql<boolean>`not exists (
      select from mail.message earlier
        join mail.waiting held on held.authority_id = earlier.authority_id and held.message_id = earlier.id
       where earlier.authority_id = message.authority_id and earlier.thread = message.thread
         and earlier.to_address = message.to_address and earlier.place < message.place and not held.is_given_up)`)
    .orderBy('waiting.nextAttemptAt')
    .orderBy('message.place')
    .limit(1)
    .forUpdate('waiting')
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return null
  const { calendarMethod: method, calendarText, linkPurpose: purpose, linkSubjectId: subjectId, ...letter } = row
  return {
    ...letter,
    isRetry: row.attempts > 0,
    calendar: method === null || calendarText === null ? null : { method, text: calendarText },
    link: purpose === null || subjectId === null ? null : { purpose, subjectId, expiresAt: row.expiresAt },
  }
}

/** Puts down what was answered, when it is tried again, and what is still to be asked of a service that took it. */
export async function recordAttempt(
  tx: Tx,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  { serviceReference = null, ...answer }: Omit<Answer, 'serviceReference'> & { serviceReference?: string | null },
  now: Temporal.Instant,
): Promise<AttemptResult> {
  const authorityId = tx.who.authorityId
  const { result, nextAttemptAt } = afterAttempt(attempts, answer, now)
  const attempt = { authorityId, id: newId(), messageId: id, result, code: answer.code, serviceReference }
  await on(tx).insertInto('mail.attempt').values(attempt).execute()
  if (result === 'sent') {
    await sql`delete from mail.waiting where authority_id = ${authorityId} and message_id = ${id}`.execute(tx.sql)
    if (serviceReference !== null)
      await on(tx).insertInto('mail.awaited').values({ authorityId, messageId: id, serviceReference }).execute()
  } else
    await on(tx)
      .updateTable('mail.waiting')
      .set({ attempts: attempts + 1, isGivenUp: result === 'given-up', ...(nextAttemptAt && { nextAttemptAt }) })
      .where('authorityId', '=', authorityId)
      .where('messageId', '=', id)
      .execute()
  return result
}
