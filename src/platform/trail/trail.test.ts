import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import type { Identity } from '#platform/access'
import { canonical } from './canonical.ts'
import { openTrail } from './trail.ts'

const now = Temporal.Instant.from('2021-10-13T09:00:00Z')
const who: Identity = { kind: 'person', authorityId: 1, personId: 'p-1', roles: ['duty-manager'], from: '10.0.0.7' }

test('equal facts give equal bytes, however they were put together', () => {
  assert.equal(canonical({ b: 1, a: { d: now, c: null } }), canonical({ a: { c: null, d: now }, b: 1 }))
  assert.equal(canonical({ a: undefined, b: [2, 1] }), '{"b":[2,1]}')
})

test('one response leaves one reading entry that names every record shown, once', () => {
  const trail = openTrail(who, now)
  trail.saw('contact', ['c-2', 'c-1'])
  trail.saw('child', ['k-1'])
  trail.saw('contact', ['c-1'])
  const entries = trail.entries()
  assert.equal(entries.length, 1)
  assert.deepEqual(entries[0]?.subjects, ['c-1', 'c-2', 'k-1'])
  const body = JSON.parse(String(entries[0]?.body))
  assert.deepEqual(body.shown, { child: ['k-1'], contact: ['c-1', 'c-2'] })
  assert.equal(body.from, '10.0.0.7')
})

test('a page that shows no record leaves no entry, and neither does a refresh with nothing new', () => {
  const trail = openTrail(who, now)
  assert.equal(trail.entries().length, 0)
  trail.saw('contact', ['c-1'])
  trail.forgetReads()
  assert.equal(trail.entries().length, 0)
})

test('a change names the fact by its hash, never by its words', () => {
  const trail = openTrail(who, now)
  trail.changed({ action: 'decision.recorded', subjects: ['c-1'], content: { why: 'bruising on the younger child' } })
  const [entry] = trail.entries()
  assert.ok(entry)
  assert.equal(String(entry.body).includes('bruising'), false)
  assert.match(JSON.parse(String(entry.body)).contentSha256, /^[0-9a-f]{64}$/)
})
