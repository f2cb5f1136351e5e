import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { post, testApp } from '#test/app'

const { app, database, authorityId, migrationUrl, signIn } = await testApp()
await prepareJobs(migrationUrl, 'los_app', ['webhooks.send'])
const administrator = await signIn('administrator')
const list = '/other-systems/webhooks'

const trailed = async (): Promise<readonly string[]> => {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ action: string }>`select action from trail.entry where action like 'webhook.%' order by id`.execute(tx.sql),
  )
  return rows.map(({ action }) => action)
}

test('before there is one, the list says so and how to add one', async () => {
  const { body } = await administrator.get(list)
  assert.match(body, /No other system is told of anything yet/)
  assert.match(body, /Add a webhook/)
})

test('an address that cannot be told, or no event, brings the form back as it was typed', async () => {
  const wrong = await administrator.send(`${list}/add`, { url: 'http://elsewhere.example/x', events: 'contact.late' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Use an address that begins with https/)
  assert.match(wrong.body, /value="http:\/\/elsewhere\.example\/x"/)
  assert.match(wrong.body, /value="contact\.late" checked/)
  const none = await administrator.send(`${list}/add`, { url: 'https://elsewhere.example/x' })
  assert.match(none.body, /Choose what the other system is told of/)
})

test('the secret is on the page that follows and on no other', async () => {
  const added = await administrator.send(`${list}/add`, {
    url: 'https://elsewhere.example/x?key=theirs',
    events: ['contact.late', 'decision.recorded'],
  })
  assert.equal(added.statusCode, 200)
  assert.match(added.body, /whsec_[\w+/]{43}=/)
  const listed = (await administrator.get(list)).body
  assert.doesNotMatch(listed, /whsec_|theirs/)
  assert.match(listed, /https:\/\/elsewhere\.example\/x\?…/)
  const again = await administrator.send(`${list}/add`, {
    url: 'https://elsewhere.example/x?key=theirs',
    events: 'contact.late',
  })
  assert.match(again.body, /listens at this address already/)
})

test('a test is put on its way, and ending the webhook takes it back; the trail has all of it', async () => {
  const [, id = ''] = /\/other-systems\/webhooks\/([\w-]{36})/.exec((await administrator.get(list)).body) ?? []
  const page = `${list}/${id}`
  assert.match((await administrator.get(page)).body, /Nothing was sent yet/)
  assert.equal((await administrator.send(page, { step: 'test' })).statusCode, 303)
  assert.match((await administrator.get(page)).body, /webhook\.test[\s\S]*On its way[\s\S]*Not yet tried/)
  assert.equal((await administrator.send(page, { step: 'again' })).statusCode, 409)
  assert.match((await administrator.get(`${page}/end`)).body, /End this webhook\?/)
  const [, stale = ''] = /name="_token" value="([^"]+)"/.exec((await administrator.get(page)).body) ?? []
  assert.equal((await administrator.send(`${page}/end`, {})).statusCode, 303)
  const ended = (await administrator.get(page)).body
  assert.match(ended, /Ended by Person/)
  assert.match(ended, /Not sent/)
  assert.doesNotMatch(ended, /Send a test/)
  const late = await post(app, page, administrator.cookie, { step: 'test', _token: stale })
  assert.equal(late.statusCode, 409)
  assert.equal((await administrator.get(`${page}/end`)).statusCode, 404)
  assert.deepEqual(await trailed(), ['webhook.added', 'webhook.tried', 'webhook.ended'])
})
