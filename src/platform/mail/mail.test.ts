import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { testMailServer } from '#test/smtp'
import { mailArea } from './area.ts'
import { queueMail } from './queue.ts'
import { listMail } from './store.ts'

const { database, authorityId, migrationUrl, signIn } = await testApp()
const mailServer = await testMailServer()
const [job] =
  mailArea({ by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' }, 'http://localhost').jobs ??
  []
const administrator = await signIn('administrator')
const worker = await signIn('duty-social-worker')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const letter = (to: string) => ({ to, subject: 'A review is due', text: 'Reference CH-10001.\n\nhttp://localhost/' })
const run = (minutesOn = 0) => job?.run(database, Temporal.Now.instant().add({ minutes: minutesOn }))
const sentTo = (to: string): number => mailServer.received.filter((each) => each.to === to).length
const stateOf = async (to: string): Promise<string | undefined> =>
  (await inside((tx) => listMail(tx, { show: 'all', limit: 100, skip: 0 }))).mail.find(
    ({ toAddress }) => toAddress === to,
  )?.state

test('mail goes out once the fact it tells of is committed, and says where it is from', async () => {
  await inside((tx) => queueMail(tx, letter('guardian@example.org')))
  await run()
  assert.equal(sentTo('guardian@example.org'), 1)
  const { source = '' } = mailServer.received[0] ?? {}
  assert.match(source, /^From: Line of Sight <los@example.gov.uk>/m)
  assert.match(source, /^Subject: A review is due/m)
  assert.match(source, /Reference CH-10001\./)
  assert.equal(await stateOf('guardian@example.org'), 'sent')
})

test('of a fact that was rolled back nobody is told', async () => {
  const undone = inside(async (tx) => {
    await queueMail(tx, letter('nobody@example.org'))
    throw new Error('undone')
  })
  await assert.rejects(undone)
  await run()
  assert.equal(sentTo('nobody@example.org'), 0)
})

test('two workers at once send a message once', async () => {
  for (let each = 0; each < 6; each += 1) await inside((tx) => queueMail(tx, letter(`once${each}@example.org`)))
  await Promise.all([run(), run(), run()])
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((each) => sentTo(`once${each}@example.org`)),
    [1, 1, 1, 1, 1, 1],
  )
})

test('a mail server that is busy is tried again later, and nothing is lost', async () => {
  await inside((tx) => queueMail(tx, letter('later@example.org')))
  mailServer.refuse(451)
  await run()
  await run()
  assert.equal(await stateOf('later@example.org'), 'failing')
  mailServer.refuse(null)
  await run()
  assert.equal(sentTo('later@example.org'), 0)
  await run(2)
  assert.equal(sentTo('later@example.org'), 1)
})

test('mail that is refused for good is seen by the administrator, who can have it tried again', async () => {
  await inside((tx) => queueMail(tx, letter('gone@example.org')))
  mailServer.refuse(550)
  await run()
  mailServer.refuse(null)
  assert.match((await administrator.get('/')).body, /Mail does not get through/)
  const page = await administrator.get('/mail')
  assert.match(page.body, /gone@example\.org/)
  assert.match(page.body, /last answered 550/)
  assert.doesNotMatch(page.body, /Reference CH-10001/)
  assert.equal((await worker.get('/mail')).statusCode, 403)
})

test('without a mail server everything stays in the outbox, and the page says so', async () => {
  const [idle] = mailArea(null, 'http://localhost').jobs ?? []
  await inside((tx) => queueMail(tx, letter('waits@example.org')))
  await idle?.run(database, Temporal.Now.instant())
  assert.equal(await stateOf('waits@example.org'), 'waiting')
  assert.match((await administrator.get('/mail')).body, /No mail server is set/)
})
