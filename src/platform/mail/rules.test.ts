import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { afterAttempt, nextAsk } from './rules.ts'

const now = Temporal.Instant.from('2026-11-25T12:00:00Z')
const away = { outcome: 'failed', code: 'ECONNECTION' } as const

test('mail that was taken is tried no more', () => {
  assert.deepEqual(afterAttempt(0, { outcome: 'accepted', code: '250' }, now), { result: 'sent', nextAttemptAt: null })
})

test('a mail server that is away is tried again, a little later each time and never more than 90 minutes apart', () => {
  const pauses = [0, 1, 2, 5, 6, 7, 30].map((earlier) => {
    const { nextAttemptAt } = afterAttempt(earlier, away, now)
    return nextAttemptAt === null ? null : now.until(nextAttemptAt).total('minutes')
  })
  assert.deepEqual(pauses, [1, 2, 4, 32, 64, 90, 90])
})

test('an address that the server does not know is given up at once, and the rest after some two days', () => {
  assert.equal(afterAttempt(0, { outcome: 'refused', code: '550' }, now).result, 'given-up')
  assert.equal(afterAttempt(0, { outcome: 'failed', code: '451' }, now).result, 'failed')
  assert.equal(afterAttempt(39, away, now).result, 'given-up')
})

test('a service is asked often at first, then hourly, and no more when it has forgotten', () => {
  const after = (hours: number) => nextAsk(now, now.add({ hours }))?.since(now.add({ hours })).total('minutes') ?? null
  assert.deepEqual([0, 1, 100, 191, 192].map(after), [5, 60, 60, 60, null])
})
