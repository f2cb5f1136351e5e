import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#test/app'

const { signIn } = await testApp()
const worker = await signIn('duty-social-worker')
const partner = await signIn('partner')

test('home is what needs this person now, with a greeting and a way to begin', async () => {
  const home = await worker.get('/')
  assert.equal(home.statusCode, 200)
  assert.match(home.body, /Good (morning|afternoon|evening), Person/)
  assert.match(home.body, /Nothing is waiting for you/)
  assert.match(home.body, /href="\/contacts\/record"/)
})

test('an emergency call without its contact is the first thing to do', async () => {
  await worker.send('/contacts/record/danger', { called: 'police', calledAt: '1/11/2026 09:00' })
  const home = await worker.get('/')
  assert.match(home.body, /Emergency call without a contact/)
  assert.match(home.body, /Record the contact/)
})

test('a partner’s home offers nothing of the front door', async () => {
  const home = await partner.get('/')
  assert.equal(home.statusCode, 200)
  assert.doesNotMatch(home.body, /contact/i)
})
