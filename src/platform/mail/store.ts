import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { MailState } from './states.ts'

/** Everything that waits is tried at once, what was given up too, unless a later one has overtaken it. Answers how many. */
export async function tryAgain(tx: Tx): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update mail.waiting waiting set next_attempt_at = ${tx.now}, is_given_up = false, attempts = 0
      from mail.message message
     where waiting.authority_id = ${tx.who.authorityId} and message.authority_id = waiting.authority_id
       and message.id = waiting.message_id and not mail.is_overtaken(message)`.execute(tx.sql)
  return Number(numAffectedRows)
}

/** A message as the administrator sees it: never its text. */
export interface ListedMail {
  readonly id: string
  readonly toAddress: string
  readonly subject: string
  readonly queuedAt: Temporal.Instant
  readonly state: MailState['state']
  readonly attempts: number
  /** What was last answered, or why it came back; '' before the first try. */
  readonly code: string
}

export interface MailAsked {
  readonly show: 'undelivered' | 'bounced' | 'all'
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
           case when bounce.id is not null then 'bounced' when delivery.id is not null then 'delivered'
                when waiting.message_id is null then 'sent'
                when waiting.is_given_up then case when mail.is_overtaken(message) then 'overtaken' else 'given-up' end
                when waiting.attempts > 0 then 'failing' else 'waiting' end as state,
           tried.attempts::integer as attempts, coalesce(bounce.code, tried.code, '') as code
      from mail.message message
      left join mail.waiting waiting on waiting.authority_id = message.authority_id and waiting.message_id = message.id
      left join mail.bounce bounce on bounce.authority_id = message.authority_id and bounce.message_id = message.id
      left join mail.delivery delivery on delivery.authority_id = message.authority_id and delivery.message_id = message.id
      cross join lateral (
        select count(*) as attempts, (array_agg(attempt.code order by attempt.id desc))[1] as code
          from mail.attempt attempt
         where attempt.authority_id = message.authority_id and attempt.message_id = message.id) tried
     where message.authority_id = ${tx.who.authorityId} 
       and (${show === 'all'} or (${show === 'bounced'} and bounce.id is not null)
            or (${show === 'undelivered'} and waiting.message_id is not null))
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
     where waiting.authority_id = ${tx.who.authorityId} and (waiting.is_given_up or waiting.attempts >= 3)
       and not mail.is_overtaken(message)`.execute(tx.sql)
  const { howMany = 0, since = null } = rows[0] ?? {}
  return since === null ? null : { howMany, since }
}
