import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'

export type DeliveryState = 'waiting' | 'delivered' | 'given-up' | 'withdrawn'

/** A message with how far it is. */
export interface Delivery {
  readonly id: string
  readonly event: string
  readonly body: string
  readonly askedAt: Temporal.Instant
  readonly state: DeliveryState
  readonly tries: number
  readonly nextAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
  readonly attempts: number
  /** What the last attempt met. */
  readonly lastAt: Temporal.Instant | null
  readonly status: number | null
  readonly fault: string | null
}

/** The latest messages to a subscription; those that were given up stand first. */
export async function listDeliveries(tx: Tx, subscriptionId: string, most: number): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    with chosen as materialized (
      (${latest(tx, subscriptionId, sql`state = 'given-up'`, most)})
      union all
      (${latest(tx, subscriptionId, sql`state <> 'given-up'`, most)}))
    select chosen.id, chosen.event, chosen.body, chosen.asked_at, chosen.state, chosen.tries, chosen.next_at,
           chosen.settled_at, last.attempted_at as last_at, last.status, last.fault,
           (select count(*)::integer from webhooks.attempt
             where authority_id = chosen.authority_id and delivery_id = chosen.id) as attempts
      from chosen
      left join lateral (
        select attempted_at, status, fault from webhooks.attempt
         where authority_id = chosen.authority_id and delivery_id = chosen.id
         order by attempted_at desc limit 1) last on true
     order by chosen.state = 'given-up' desc, chosen.asked_at desc, chosen.id limit ${most}`.execute(tx.sql)
  return rows
}

/** Each half is read off its index, however many messages there were in the years before. */
const latest = (tx: Tx, subscriptionId: string, which: ReturnType<typeof sql>, most: number) => sql`
  select * from webhooks.delivery
   where authority_id = ${tx.who.authorityId} and subscription_id = ${subscriptionId} and ${which}
   order by asked_at desc limit ${most}`

/** Puts a message that somebody asked for on its way, to one subscription. `isHeld`: whoever asks sends it at once, and no job takes it meanwhile. */
export async function addDelivery(
  tx: Tx,
  subscriptionId: string,
  { event, body, isHeld }: { readonly event: string; readonly body: string; readonly isHeld: boolean },
): Promise<string> {
  const id = newId()
  await sql`
    insert into webhooks.delivery (authority_id, id, subscription_id, event, body, tries, held_until)
    values (${tx.who.authorityId}, ${id}, ${subscriptionId}, ${event}, ${body}, ${isHeld ? 1 : 0},
            ${isHeld ? sql`now() + interval '1 minute'` : null})`.execute(tx.sql)
  tx.trail.changed({ action: 'webhook.tried', subjects: [subscriptionId, id], content: { event } })
  return id
}

/** A message that went as far as it goes, sent again from the beginning under its own id. False when it is still on its way. */
export async function sendAgain(tx: Tx, subscriptionId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update webhooks.delivery set state = 'waiting', tries = 0, next_at = now(), settled_at = null, held_until = null
     where authority_id = ${tx.who.authorityId} and subscription_id = ${subscriptionId} and id = ${id}
       and state in ('delivered', 'given-up') returning id`.execute(tx.sql)
  if (rows.length === 0) return false
  tx.trail.changed({ action: 'webhook.sent-again', subjects: [subscriptionId, id], content: { id } })
  return true
}

/** Messages that were given up and that somebody decides to leave undelivered. Answers how many. */
export async function leaveGivenUp(tx: Tx, subscriptionId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update webhooks.delivery set state = 'withdrawn'
     where authority_id = ${tx.who.authorityId} and subscription_id = ${subscriptionId} and state = 'given-up'
    returning id`.execute(tx.sql)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) tx.trail.changed({ action: 'webhook.left', subjects: [subscriptionId, ...ids], content: { ids } })
  return ids.length
}
