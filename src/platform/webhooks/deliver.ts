import { performance } from 'node:perf_hooks'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { Database } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { testEvent, type WebhookEvent } from './event.ts'
import { post } from './post.ts'
import { jobName } from './publish.ts'
import { type Met, verdictOf } from './rules/schedule.ts'
import { signedHeaders } from './rules/signature.ts'
import type { WebhookSettings } from './settings.ts'
import { recordAttempt, type Taken, takeDue, withdraw } from './store/sending.ts'
import { endSubscription, openSecret } from './store/subscriptions.ts'

export interface SendDeps {
  readonly database: Database
  readonly settings: WebhookSettings
  readonly events: readonly WebhookEvent[]
}

/** A message ready to be sent: its secret is known, or why it cannot be signed. */
type Ready = Taken & { readonly secret: Buffer | null }

/**
 * Sends what is due in one authority, until nothing more is. Between taking and recording no transaction is open. Where
 * something failed, the rest waits for the next run: a dead receiver with a thousand messages holds up nobody else's.
 */
export async function sendDue(deps: SendDeps, authorityId: number, now: Temporal.Instant): Promise<void> {
  const failed = new Set<string>()
  for (;;) {
    const taken = await transact(deps.database, asSystem(authorityId, jobName), (tx) => take(tx, deps, now, failed))
    if (taken.due === 0) return
    await Promise.all(
      taken.ready.map(async (one) => {
        const met = await sendOne(deps, authorityId, one, now)
        if (verdictOf(met) !== 'delivered') failed.add(one.subscriptionId)
      }),
    )
  }
}

/** Takes what is due, and withdraws what may no longer be told. */
async function take(tx: Tx, { events, settings }: SendDeps, now: Temporal.Instant, except: Iterable<string>) {
  const due = await takeDue(tx, now, except)
  const ready: Ready[] = []
  for (const one of due) {
    const { id, subscriptionId, event, subjectId } = one
    if (await mayBeTold(events, one, (published, about) => published.mayStillTell(tx, about)))
      ready.push({ ...one, secret: await openSecret(tx, subscriptionId, settings.key) })
    else {
      await withdraw(tx, id)
      tx.trail.ran('webhook.withdrawn', { id, subscriptionId, event, subjectId })
    }
  }
  return { due: due.length, ready }
}

/** An event that no area publishes any more is not told either. */
async function mayBeTold(
  events: readonly WebhookEvent[],
  { event: name, subjectId }: Taken,
  ask: (event: WebhookEvent, about: string) => Promise<boolean>,
): Promise<boolean> {
  if (name === testEvent) return true
  const event = events.find((each) => each.name === name)
  return event !== undefined && subjectId !== null && ask(event, subjectId)
}

/** One attempt, and what came of it, on record. */
export async function sendOne(
  { database, settings }: Pick<SendDeps, 'database' | 'settings'>,
  authorityId: number,
  one: Ready,
  now: Temporal.Instant,
): Promise<Met> {
  const [at, began] = [Temporal.Now.instant(), performance.now()]
  const met = await attempt(one, at, settings)
  const milliseconds = Math.round(performance.now() - began)
  const verdict = verdictOf(met)
  await transact(database, asSystem(authorityId, jobName), async (tx) => {
    const state = await recordAttempt(tx, one, { ...met, at, milliseconds }, verdict, now)
    if (verdict === 'gone')
      await endSubscription(tx, one.subscriptionId, 'The receiver answered 410: nobody listens there')
    const { id, subscriptionId, event, subjectId } = one
    if (state !== null && state !== 'waiting')
      tx.trail.ran(`webhook.${state}`, { id, subscriptionId, event, subjectId })
  })
  return met
}

function attempt({ id, url, body, secret }: Ready, at: Temporal.Instant, settings: WebhookSettings): Promise<Met> {
  if (secret === null) return Promise.resolve({ status: null, fault: cannotSign })
  const seconds = Math.floor(at.epochMilliseconds / 1000)
  return post({ url, body, headers: signedHeaders(secret, { id, seconds, body }) }, settings)
}

const cannotSign = 'It cannot be signed: WEBHOOK_KEY is missing or another than when the webhook was added'
