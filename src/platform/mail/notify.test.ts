import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { testNotify } from '#test/notify'
import { mailArea } from './area.ts'
import { type Mail, queueMail } from './queue.ts'
import { listMailFor, listUndelivered } from './states.ts'
import type { NotifyWay } from './way.ts'

const { app, database, authorityId, migrationUrl } = await testApp()
const notify = await testNotify()
const way: NotifyWay = { by: 'notify', apiKey: notify.apiKey, templateId: notify.templateId, url: notify.url }
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send', 'mail.follow']))

const kind = 'test.invitation'
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const run = (name: string, minutesOn = 0, by: NotifyWay = way) =>
  mailArea(by, 'https://los.example.gov.uk')
    .jobs?.find((job) => job.name === name)
    ?.run(database, Temporal.Now.instant().add({ minutes: minutesOn }))

async function queue(mail: Partial<Mail> = {}): Promise<string> {
  const id = newId()
  const letter = { to: 'desk@example.org', subject: 'Discussion SD-1', text: 'Please reply.', about: { kind, id } }
  await inside((tx) => queueMail(tx, { ...letter, ...mail }))
  return id
}
const stateOf = async (id: string) => {
  const [only] = await inside((tx) => listMailFor(tx, kind, [id]))
  return [only?.state, only?.code]
}
const takenFor = (to: string) => notify.taken.filter((each) => each.to === to)

test('mail goes by one template of GOV.UK Notify, under a token that its secret signs', async () => {
  const id = await queue({ to: 'one@example.org' })
  await run('mail.send')
  const [only, ...more] = takenFor('one@example.org')
  assert.equal(more.length, 0)
  assert.deepEqual(only?.personalisation, { subject: 'Discussion SD-1', body: 'Please reply.' })
  assert.deepEqual(await stateOf(id), ['sent', '201'])
})

test('a wrong key keeps the mail, to be sent when the key is mended', async () => {
  const id = await queue({ to: 'key@example.org' })
  await run('mail.send', 0, { ...way, apiKey: notify.apiKey.replace(/.{36}$/, newId()) })
  assert.deepEqual(await stateOf(id), ['failing', '403 AuthError'])
  await run('mail.send', 2)
  assert.deepEqual(await stateOf(id), ['sent', '201'])
})

test('an address that Notify cannot take is given up at once; a wrong template, a limit and a fault are tried again', async () => {
  const wrong = await queue({ to: 'nobody@nowhere' })
  await run('mail.send')
  assert.deepEqual(await stateOf(wrong), ['given-up', '400 ValidationError'])
  for (const [status, error] of [
    [400, 'BadRequestError'],
    [429, 'RateLimitError'],
    [429, 'TooManyRequestsError'],
    [500, 'Exception'],
    [503, 'Unavailable'],
  ] as const) {
    const id = await queue({ to: 'later@example.org' })
    notify.refuse({ status, error })
    await run('mail.send')
    notify.refuse(null)
    assert.deepEqual(await stateOf(id), ['failing', `${status} ${error}`])
    await run('mail.send', 5)
    assert.deepEqual(await stateOf(id), ['sent', '201'])
  }
})

test('what Notify took and could not say so is not sent a second time', async () => {
  const id = await queue({ to: 'lost@example.org' })
  notify.loseNextAnswer()
  await run('mail.send')
  assert.equal((await stateOf(id))[0], 'failing')
  await run('mail.send', 2)
  assert.deepEqual(await stateOf(id), ['sent', '201'])
  assert.equal(takenFor('lost@example.org').length, 1)
})

test('Notify is asked whether it arrived, and what did not is listed for whoever has to ring', async () => {
  const fates: readonly (readonly [status: string, state: string, code: string])[] = [
    ['delivered', 'delivered', '201'],
    ['permanent-failure', 'bounced', 'permanent-failure'],
    ['temporary-failure', 'bounced', 'temporary-failure'],
    ['technical-failure', 'bounced', 'technical-failure'],
  ]
  const ids = new Map<string, string>()
  for (const [status] of fates) ids.set(status, await queue({ to: `${status}@example.org` }))
  await run('mail.send')
  await run('mail.follow')
  for (const id of ids.values()) assert.deepEqual(await stateOf(id), ['sent', '201'])
  for (const [status] of fates) for (const each of takenFor(`${status}@example.org`)) each.status = status
  // Asked a moment ago: not again before five minutes have passed.
  await run('mail.follow')
  for (const id of ids.values()) assert.deepEqual(await stateOf(id), ['sent', '201'])
  await Promise.all([run('mail.follow', 6), run('mail.follow', 6)])
  for (const [status, state, code] of fates) assert.deepEqual(await stateOf(ids.get(status) ?? ''), [state, code])
  const listed = await inside((tx) => listUndelivered(tx, kind, Temporal.Now.instant().subtract({ hours: 1 })))
  assert.deepEqual(
    listed
      .filter(({ state }) => state === 'bounced')
      .map(({ code }) => code)
      .sort(),
    ['permanent-failure', 'technical-failure', 'temporary-failure'],
  )
})

test('a calendar part, which Notify cannot carry, is reached by a link in the mail', async () => {
  const text = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
  await queue({ to: 'calendar@example.org', calendar: { method: 'REQUEST', text } })
  await run('mail.send')
  const body = takenFor('calendar@example.org')[0]?.personalisation['body'] ?? ''
  assert.match(body, /^Please reply\.\n\nPut it into your calendar: https:\/\/los\.example\.gov\.uk\/calendar-file\//)
  const file = await app.inject({ method: 'GET', url: new URL(/https:\S+$/.exec(body)?.[0] ?? '').pathname })
  assert.equal(file.statusCode, 200)
  assert.equal(file.body, text)
})

test('when nobody answers at the other end, mail waits', async () => {
  const id = await queue({ to: 'away@example.org' })
  await run('mail.send', 0, { ...way, url: 'http://127.0.0.1:9' })
  assert.deepEqual(await stateOf(id), ['failing', 'ECONNREFUSED'])
})
