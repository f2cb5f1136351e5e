import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { type Met, type Verdict, waitAfter } from '../rules/schedule.ts'

/** A message that a worker has taken to send. */
export interface Taken {
  readonly id: string
  readonly subscriptionId: string
  readonly url: string
  readonly event: string
  readonly subjectId: string | null
  readonly body: string
  /** Which attempt this is since it was asked for. */
  readonly tries: number
}

/** A dead receiver is waited for 10 seconds: it shall not hold up those that answer for longer. */
const mostOfOne = 5

/**
 * Takes messages that are due at `now`, a few for each subscription but none for `except`, and holds them for a minute: two
 * workers never take the same one, and what a killed worker held is taken again. The database's clock counts where ours is
 * behind it.
 */
export async function takeDue(tx: Tx, now: Temporal.Instant, except: Iterable<string> = []): Promise<readonly Taken[]> {
  const authority = tx.who.authorityId
  const { rows } = await sql<Taken>`
    with due as materialized (
      select chosen.id, subscription.url
        from webhooks.subscription subscription
       cross join lateral (
         select id from webhooks.delivery waiting
          where waiting.authority_id = ${authority} and waiting.subscription_id = subscription.id
            and waiting.state = 'waiting' and waiting.next_at <= greatest(${now}, now())
            and (waiting.held_until is null or waiting.held_until < now())
          order by waiting.next_at limit ${mostOfOne} for update skip locked) chosen
       where subscription.authority_id = ${authority} and subscription.ended_at is null
         and subscription.id <> all (${[...except]}::uuid[]))
    update webhooks.delivery delivery
       set tries = delivery.tries + 1, held_until = now() + interval '1 minute'
      from due
     where delivery.authority_id = ${authority} and delivery.id = due.id
    returning delivery.id, delivery.subscription_id, due.url, delivery.event, delivery.subject_id, delivery.body,
              delivery.tries`.execute(tx.sql)
  return rows
}

/** What may no longer be told is not sent. */
export async function withdraw(tx: Tx, id: string): Promise<void> {
  await sql`
    update webhooks.delivery set state = 'withdrawn', next_at = null, held_until = null, settled_at = now()
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'waiting'`.execute(tx.sql)
}

export interface Attempted extends Met {
  readonly at: Temporal.Instant
  readonly milliseconds: number
}

/**
 * Records what an attempt met, and when the next one is due or that there is none. Answers the state it is in now; null when
 * somebody settled it meanwhile, such as by ending the webhook.
 */
export async function recordAttempt(
  tx: Tx,
  { id, tries }: Pick<Taken, 'id' | 'tries'>,
  attempted: Attempted,
  verdict: Verdict,
  now: Temporal.Instant,
): Promise<'delivered' | 'waiting' | 'given-up' | null> {
  const { at, milliseconds, status, fault } = attempted
  await sql`
    insert into webhooks.attempt (authority_id, id, delivery_id, attempted_at, milliseconds, status, fault)
    values (${tx.who.authorityId}, ${newId()}, ${id}, ${at}, ${milliseconds}, ${status}, ${fault})`.execute(tx.sql)
  const wait = verdict === 'failed' ? waitAfter(tries) : null
  const state = verdict === 'delivered' ? 'delivered' : wait === null ? 'given-up' : 'waiting'
  const { rows } = await sql<{ id: string }>`
    update webhooks.delivery
       set state = ${state}, held_until = null,
           next_at = greatest(${now}, now()) + make_interval(secs => ${wait}::integer),
           settled_at = case when ${wait}::integer is null then now() end
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'waiting' returning id`.execute(tx.sql)
  return rows.length === 0 ? null : state
}
