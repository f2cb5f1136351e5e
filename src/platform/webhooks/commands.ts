import type { Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import { isId } from '#kernel/ids'
import { whenInWords } from '#kernel/words'
import { asSystem } from '#platform/access'
import type { CommandContext } from '#platform/area'
import type { Database } from '#platform/db'
import { transact } from '#platform/transaction'
import { sendOne } from './deliver.ts'
import { messageOf, testEvent, type WebhookEvent } from './event.ts'
import { type Met, verdictOf } from './rules/schedule.ts'
import { readTarget } from './rules/target.ts'
import type { WebhookSettings } from './settings.ts'
import { addDelivery } from './store/deliveries.ts'
import {
  addSubscription,
  endSubscription,
  findSubscription,
  listSubscriptions,
  openSecret,
  type Subscription,
} from './store/subscriptions.ts'
import { metInWords } from './words.ts'

interface Deps {
  readonly events: readonly WebhookEvent[]
  readonly settings: WebhookSettings
}

interface AddOptions {
  readonly url: string
  readonly event: readonly string[]
  readonly json?: boolean
}

/** `los webhook …`: which other systems are told of late contacts and decisions. */
export function webhookCommands(program: Command, context: CommandContext, deps: Deps): void {
  const webhook = program.command('webhook').description('other systems that are told of late contacts and decisions')
  webhook
    .command('add')
    .description(
      'tell another system from now on, and print the secret it checks messages with: it can be seen this once',
    )
    .requiredOption('--url <url>', 'where it listens, beginning with https://')
    .requiredOption('--event <event...>', `what it is told of: ${deps.events.map(({ name }) => name).join(', ')}`)
    .option('--json', 'answer with one JSON document')
    .action((options: AddOptions) => add(context, deps, options))
  webhook
    .command('list')
    .description('list who is told what, and whether it arrives')
    .option('--json', 'answer with one JSON document')
    .action((options: { json?: boolean }) => list(context, options))
  webhook
    .command('end')
    .description('tell it no more, at once')
    .argument('<id>', 'which, as `los webhook list` shows it')
    .option('--json', 'answer with one JSON document')
    .action((id: string, options: { json?: boolean }) => end(context, id, options))
  webhook
    .command('try')
    .description('send it a test now, and say what it answers')
    .argument('<id>', 'which, as `los webhook list` shows it')
    .option('--json', 'answer with one JSON document')
    .action((id: string, options: { json?: boolean }) => tryOut(context, deps, id, options))
}

async function add(
  { withDatabase, authority, out }: CommandContext,
  { events, settings }: Deps,
  { url, event, json }: AddOptions,
): Promise<void> {
  const refuse = (sentence: string): void => {
    out.complain(sentence)
    out.exit(2)
  }
  const known = events.map(({ name }) => name)
  const stranger = event.find((name) => !known.includes(name))
  if (stranger !== undefined) return refuse(`--event: there is no event ${stranger}. Use ${known.join(' or ')}.`)
  const target = readTarget(url, settings)
  if (!target.ok) return refuse(`--url: ${target.problems.map(({ message }) => message).join(' ')}.`)
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const wanted = { url: target.value, events: [...new Set(event)] }
    const added = await transact(database, asSystem(authorityId, 'webhook add'), (tx) =>
      addSubscription(tx, wanted, settings.key),
    )
    if (!added.ok) return refuse(`--url: ${added.problems.map(({ message }) => message).join(' ')}.`)
    if (json) return out.json({ ...added.value, ...wanted })
    out.line(`Webhook ${added.value.id}. Its secret, shown this once:`)
    out.line(added.value.secret)
  })
}

async function list({ withDatabase, authority, out }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const all = await transact(database, asSystem(authorityId, 'webhook list'), listSubscriptions)
    if (json) return out.json({ webhooks: all.map(asDocument) })
    if (all.length === 0) out.line('None yet. Add one with: npx los webhook add --url ADDRESS --event contact.late')
    const now = Temporal.Now.instant()
    for (const { id, url, events, endedAt, waiting, givenUp } of all)
      out.line(
        [
          id,
          url,
          events.join(' '),
          endedAt === null ? `${waiting} on the way, ${givenUp} given up` : `ended ${whenInWords(endedAt, now)}`,
        ].join(' · '),
      )
  })
}

const asDocument = ({ madeAt, endedAt, lastDeliveredAt, ...rest }: Subscription) => ({
  ...rest,
  madeAt: madeAt.toString(),
  endedAt: endedAt?.toString() ?? null,
  lastDeliveredAt: lastDeliveredAt?.toString() ?? null,
})

async function end(
  { withDatabase, authority, out }: CommandContext,
  id: string,
  { json }: { json?: boolean },
): Promise<void> {
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const isEnded =
      isId(id) &&
      (await transact(database, asSystem(authorityId, 'webhook end'), (tx) =>
        endSubscription(tx, id, 'Ended on the command line'),
      ))
    if (json) out.json({ id, ended: isEnded })
    else out.line(isEnded ? 'Ended.' : `No webhook ${id} listens.`)
    if (!isEnded) out.exit(1)
  })
}

async function tryOut(
  { withDatabase, authority, out }: CommandContext,
  { settings }: Deps,
  id: string,
  { json }: { json?: boolean },
): Promise<void> {
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const met = isId(id) ? await sendTest(database, authorityId, id, settings) : null
    const isDelivered = met !== null && verdictOf(met) === 'delivered'
    if (json)
      out.json({ id, delivered: isDelivered, status: met?.status ?? null, fault: met?.fault ?? 'no such webhook' })
    else
      out.line(
        met === null
          ? `No webhook ${id} listens.`
          : `${isDelivered ? 'Delivered' : 'Not delivered'}: ${metInWords(met)}.`,
      )
    if (!isDelivered) out.exit(1)
  })
}

/** Sends a test now, as the job would; null when nobody listens. What failed is tried again by the job. */
async function sendTest(
  database: Database,
  authorityId: number,
  id: string,
  settings: WebhookSettings,
): Promise<Met | null> {
  const ready = await transact(database, asSystem(authorityId, 'webhook try'), async (tx) => {
    const webhook = await findSubscription(tx, id)
    if (webhook === null || webhook.endedAt !== null) return null
    const body = messageOf(testEvent, tx.now, {})
    const deliveryId = await addDelivery(tx, id, { event: testEvent, body, isHeld: true })
    const secret = await openSecret(tx, id, settings.key)
    return {
      id: deliveryId,
      subscriptionId: id,
      url: webhook.url,
      event: testEvent,
      subjectId: null,
      body,
      tries: 1,
      secret,
    }
  })
  return ready === null ? null : sendOne({ database, settings }, authorityId, ready, Temporal.Now.instant())
}
