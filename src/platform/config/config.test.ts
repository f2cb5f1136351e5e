import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('with nothing set it runs on the embedded database at port 3000', () => {
  const read = readConfig({ PORT: '' })
  assert.ok(read.ok)
  assert.equal(read.config.external, null)
  assert.equal(read.config.publicUrl, 'http://localhost:3000')
})

test('every fault is listed at once, in sentences', () => {
  const read = readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })
  assert.ok(!read.ok)
  assert.deepEqual(read.faults, [
    'DATABASE_URL must begin with postgres://',
    'PORT must be a number',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
  ])
})

test('one database address without the other is refused, whichever is missing', () => {
  for (const given of [
    { DATABASE_URL: 'postgres://app@db/los' },
    { MIGRATION_DATABASE_URL: 'postgres://owner@db/los' },
  ]) {
    const read = readConfig(given)
    assert.ok(!read.ok)
    assert.match(read.faults[0] ?? '', /is missing: give both/)
  }
})

test('mail needs a server and an address to come from, or neither', () => {
  const read = readConfig({
    SMTP_URL: 'smtp://mail.example.gov.uk:587',
    MAIL_FROM: 'Line of Sight <los@example.gov.uk>',
  })
  assert.ok(read.ok)
  assert.deepEqual(read.config.mail, {
    by: 'smtp',
    url: 'smtp://mail.example.gov.uk:587',
    from: 'Line of Sight <los@example.gov.uk>',
  })
  const half = readConfig({ SMTP_URL: 'smtp://mail.example.gov.uk' })
  assert.ok(!half.ok)
  assert.match(half.faults[0] ?? '', /MAIL_FROM \(whom mail is from\) is missing/)
  const wrong = readConfig({ SMTP_URL: 'http://mail', MAIL_FROM: 'nobody' })
  assert.ok(!wrong.ok)
  assert.equal(wrong.faults.length, 2)
})
