import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { type Answer, afterAttempt } from './rules.ts'
import { type AttemptResult, on } from './tables.ts'
import type { Letter } from './transport.ts'

/**
 * The next message that is due, held until this transaction ends: another worker takes the one after it. Null when
 * nothing is due.
 */
export async function claimDue(
  tx: Tx,
  now: Temporal.Instant,
): Promise<(Letter & { readonly attempts: number }) | null> {
  const row = await on(tx)
    .selectFrom('mail.waiting as waiting')
    .innerJoin('mail.message as message', (join) =>
      join.onRef('message.authorityId', '=', 'waiting.authorityId').onRef('message.id', '=', 'waiting.messageId'),
    )
    .select(['message.id', 'message.toAddress', 'message.subject', 'message.text', 'waiting.attempts'])
    .where('waiting.authorityId', '=', tx.who.authorityId)
    .where('waiting.isGivenUp', '=', false)
    .where('waiting.nextAttemptAt', '<=', now)
    .orderBy('waiting.nextAttemptAt')
    .limit(1)
    .forUpdate('waiting')
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** Puts down what the mail server answered, and when it is tried again. */
export async function recordAttempt(
  tx: Tx,
  { id, attempts }: Letter & { readonly attempts: number },
  answer: Answer,
  now: Temporal.Instant,
): Promise<AttemptResult> {
  const authorityId = tx.who.authorityId
  const { result, nextAttemptAt } = afterAttempt(attempts, answer, now)
  const attempt = { authorityId, id: newId(), messageId: id, result, code: answer.code }
  await on(tx).insertInto('mail.attempt').values(attempt).execute()
  const waiting = { authorityId, messageId: id }
  if (result === 'sent')
    await sql`
    delete from mail.waiting where authority_id = ${authorityId} and message_id = ${id}`.execute(tx.sql)
  else
    await on(tx)
      .updateTable('mail.waiting')
      .set({ attempts: attempts + 1, isGivenUp: result === 'given-up', ...(nextAttemptAt && { nextAttemptAt }) })
      .where('authorityId', '=', waiting.authorityId)
      .where('messageId', '=', waiting.messageId)
      .execute()
  return result
}

/** Everything that waits is tried at once, what was given up too. Answers how many. */
export async function tryAgain(tx: Tx): Promise<number> {
  const { numUpdatedRows } = await on(tx)
    .updateTable('mail.waiting')
    .set({ nextAttemptAt: tx.now, isGivenUp: false, attempts: 0 })
    .where('authorityId', '=', tx.who.authorityId)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A message as the administrator sees it: never its text. */
export interface ListedMail {
  readonly id: string
  readonly toAddress: string
  readonly subject: string
  readonly queuedAt: Temporal.Instant
  readonly state: 'waiting' | 'failing' | 'given-up' | 'sent'
  readonly attempts: number
  /** What was last answered; '' before the first try. */
  readonly code: string
}

export interface MailAsked {
  readonly show: 'undelivered' | 'all'
  readonly limit: number
  readonly skip: number
}

/** Mail, latest first, and how much there is in all. */
export async function listMail(
  tx: Tx,
  { show, limit, skip }: MailAsked,
): Promise<{ readonly mail: readonly ListedMail[]; readonly total: number }> {
  const { rows } = await sql<ListedMail & { total: number }>`
    select message.id, message.to_address, message.subject, message.queued_at, count(*) over () as total,
           case when waiting.message_id is null then 'sent' when waiting.is_given_up then 'given-up'
                when waiting.attempts > 0 then 'failing' else 'waiting' end as state,
           tried.attempts::integer as attempts, coalesce(tried.code, '') as code
      from mail.message message
      left join mail.waiting waiting on waiting.authority_id = message.authority_id and waiting.message_id = message.id
      cross join lateral (
        select count(*) as attempts, (array_agg(attempt.code order by attempt.id desc))[1] as code
          from mail.attempt attempt
         where attempt.authority_id = message.authority_id and attempt.message_id = message.id) tried
     where message.authority_id = ${tx.who.authorityId} and (${show === 'all'} or waiting.message_id is not null)
     order by message.queued_at desc, message.id desc
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { mail: rows, total: rows[0]?.total ?? 0 }
}

/** How much mail is stuck: tried three times without success, or given up; and since when. */
export async function findStuck(
  tx: Tx,
): Promise<{ readonly howMany: number; readonly since: Temporal.Instant } | null> {
  const { rows } = await sql<{ howMany: number; since: Temporal.Instant | null }>`
    select count(*) as how_many, min(message.queued_at) as since
      from mail.waiting waiting
      join mail.message message on message.authority_id = waiting.authority_id and message.id = waiting.message_id
     where waiting.authority_id = ${tx.who.authorityId} and (waiting.is_given_up or waiting.attempts >= 3)`.execute(
    tx.sql,
  )
  const { howMany = 0, since = null } = rows[0] ?? {}
  return since === null ? null : { howMany, since }
}
