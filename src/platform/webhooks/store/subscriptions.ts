import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { seal, unseal } from '#platform/sealing'
import type { Tx } from '#platform/transaction'
import { newSecret, writeSecret } from '../rules/signature.ts'
import { keyMissing } from '../settings.ts'

/** Where another system listens, with how its messages fare. */
export interface Subscription {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly madeAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly endedWhy: string
  /** Messages on their way, tried or not. */
  readonly waiting: number
  readonly givenUp: number
  readonly lastDeliveredAt: Temporal.Instant | null
}

/** Those that listen first, the newest of them first. */
export const listSubscriptions = (tx: Tx): Promise<readonly Subscription[]> => list(tx, sql`true`)

export const findSubscription = async (tx: Tx, id: string): Promise<Subscription | null> =>
  (await list(tx, sql`subscription.id = ${id}`))[0] ?? null

async function list(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly Subscription[]> {
  const { rows } = await sql<Subscription>`
    select subscription.id, subscription.url, subscription.events, subscription.made_at, subscription.ended_at,
           subscription.ended_why,
           (select count(*)::integer from webhooks.delivery
             where authority_id = subscription.authority_id and subscription_id = subscription.id
               and state = 'waiting') as waiting,
           (select count(*)::integer from webhooks.delivery
             where authority_id = subscription.authority_id and subscription_id = subscription.id
               and state = 'given-up') as given_up,
           (select max(settled_at) from webhooks.delivery
             where authority_id = subscription.authority_id and subscription_id = subscription.id
               and state = 'delivered') as last_delivered_at
      from webhooks.subscription subscription
     where subscription.authority_id = ${tx.who.authorityId} and ${which}
     order by subscription.ended_at desc nulls first, subscription.made_at desc`.execute(tx.sql)
  return rows
}

export interface Added {
  readonly id: string
  /** What the receiver checks signatures with: seen this once. */
  readonly secret: string
}

/** Adds a subscription. Invalid when one listens at this address already, or when nothing is there to seal its secret with. */
export async function addSubscription(
  tx: Tx,
  wanted: { readonly url: string; readonly events: readonly string[] },
  key: Buffer | null,
): Promise<Checked<Added>> {
  if (key === null) return invalid({ field: 'url', message: keyMissing })
  const [id, secret] = [newId(), newSecret()]
  const { rows } = await sql<{ id: string }>`
    insert into webhooks.subscription (authority_id, id, url, events)
    values (${tx.who.authorityId}, ${id}, ${wanted.url}, ${[...wanted.events]})
    on conflict do nothing returning id`.execute(tx.sql)
  if (rows.length === 0)
    return invalid({ field: 'url', message: 'A webhook listens at this address already: end that one first' })
  await sql`
    insert into webhooks.secret (authority_id, subscription_id, sealed)
    values (${tx.who.authorityId}, ${id}, ${seal(key, secret, whose(tx, id))})`.execute(tx.sql)
  tx.trail.changed({ action: 'webhook.added', subjects: [id], content: wanted })
  return ok({ id, secret: writeSecret(secret) })
}

/** Ends a subscription and what is still on its way to it. False when it is not there or has ended before. */
export async function endSubscription(tx: Tx, id: string, why: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update webhooks.subscription set ended_at = now(), ended_why = ${why}
     where authority_id = ${tx.who.authorityId} and id = ${id} and ended_at is null returning id`.execute(tx.sql)
  if (rows.length === 0) return false
  await sql`
    update webhooks.delivery set state = 'withdrawn', next_at = null, held_until = null, settled_at = now()
     where authority_id = ${tx.who.authorityId} and subscription_id = ${id} and state = 'waiting'`.execute(tx.sql)
  tx.trail.changed({ action: 'webhook.ended', subjects: [id], content: { why } })
  return true
}

/** What a subscription signs with; null when it was sealed with a key that is not the configuration's. For jobs alone. */
export async function openSecret(tx: Tx, id: string, key: Buffer | null): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from webhooks.secret
     where authority_id = ${tx.who.authorityId} and subscription_id = ${id}`.execute(tx.sql)
  const [kept] = rows
  return kept === undefined || key === null ? null : unseal(key, kept.sealed, whose(tx, id))
}

/** A sealed secret copied to another subscription opens nothing. */
const whose = (tx: Tx, id: string): string => `${tx.who.authorityId} ${id}`
