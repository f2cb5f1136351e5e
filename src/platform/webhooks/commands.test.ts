import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { runCommand } from '#test/commands'
import { testDatabase } from '#test/database'
import { openReceiver } from '../../../test/other-systems/receiver.ts'
import { webhookCommands } from './commands.ts'
import type { WebhookEvent } from './event.ts'
import type { WebhookSettings } from './settings.ts'

const { database, migrationUrl } = await testDatabase()
await sql`select platform.add_authority(383, 'Leeds', false)`.execute(database.kysely)
const event = (name: string): WebhookEvent => ({
  name,
  words: name,
  description: name,
  data: z.object({}),
  sample: () => ({}),
  mayStillTell: async () => true,
})
const events = [event('contact.late'), event('decision.recorded')]
const usual: WebhookSettings = { key: Buffer.alloc(32, 1), allowsOwnNetwork: false, allowsLoopback: true }

/** Runs `los webhook …` as it is typed, on the test's database, and answers what it said. */
const los = (typed: readonly string[], settings = usual) =>
  runCommand(
    { database, migrationUrl },
    (program, context) => webhookCommands(program, context, { events, settings }),
    ['webhook', ...typed],
  )

const url = 'https://case-system.invalid/line-of-sight'

test('a webhook is added, listed, tried and ended, and its secret is shown once', async () => {
  assert.match((await los(['list'])).lines[0] ?? '', /None yet/)
  const added = await los(['add', '--url', url, '--event', 'contact.late', 'decision.recorded'])
  assert.match(added.lines[0] ?? '', /^Webhook [\w-]{36}\. Its secret, shown this once:$/)
  assert.match(added.lines[1] ?? '', /^whsec_[\w+/]{43}=$/)
  const id = /[\w-]{36}/.exec(added.lines[0] ?? '')?.[0] ?? ''
  const listed = await los(['list', '--json'])
  assert.doesNotMatch(JSON.stringify(listed.documents), /whsec_/)
  assert.match(JSON.stringify(listed.documents), new RegExp(id))
  const tried = await los(['try', id])
  assert.deepEqual([tried.lines, tried.code], [['Not delivered: No machine has this name.'], 1])
  assert.match((await los(['list'])).lines[0] ?? '', /1 on the way, 0 given up/)
  assert.deepEqual((await los(['end', id])).lines, ['Ended.'])
  assert.equal((await los(['end', id])).code, 1)
  assert.deepEqual((await los(['try', id])).lines, [`No webhook ${id} listens.`])
  assert.match((await los(['list'])).lines[0] ?? '', /ended/)
})

test('a test arrives at once, and what is answered is said', async () => {
  const receiver = await openReceiver()
  const added = await los(['add', '--url', receiver.url, '--event', 'contact.late', '--json'])
  const [{ id }] = added.documents as [{ id: string }]
  assert.deepEqual((await los(['try', id])).lines, ['Delivered: It answered 204.'])
  receiver.answers = 500
  assert.deepEqual((await los(['try', id])).lines, ['Not delivered: It answered 500.'])
  assert.deepEqual(
    receiver.arrived.map(({ body }) => JSON.parse(body).type),
    ['webhook.test', 'webhook.test'],
  )
})

test('what cannot be a webhook is refused in a sentence', async () => {
  const refuses = async (typed: readonly string[], sentence: RegExp, settings = usual) => {
    const said = await los(['add', ...typed], settings)
    assert.deepEqual([said.code, said.lines], [2, []])
    assert.match(said.complaints[0] ?? '', sentence)
  }
  await refuses(['--url', url, '--event', 'child.born'], /there is no event child\.born/)
  await refuses(['--url', 'http://elsewhere.example/', '--event', 'contact.late'], /begins with https/)
  await refuses(['--url', url, '--event', 'contact.late'], /Set WEBHOOK_KEY first/, { ...usual, key: null })
  await los(['add', '--url', url, '--event', 'contact.late'])
  await refuses(['--url', url, '--event', 'contact.late'], /listens at this address already/)
})

test('with another key than it was sealed with, a message is not sent, and why is said', async () => {
  const added = await los(['add', '--url', `${url}/other`, '--event', 'contact.late', '--json'])
  const [{ id }] = added.documents as [{ id: string }]
  const tried = await los(['try', id, '--json'], { ...usual, key: Buffer.alloc(32, 2) })
  assert.match(JSON.stringify(tried.documents), /"delivered":false.*WEBHOOK_KEY is missing or another/)
})
