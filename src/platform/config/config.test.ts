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

test('mail may go by GOV.UK Notify instead, with a key and a template, but not both ways', () => {
  const id = '0190a1b2-0000-7000-8000-000000000001'
  const notify = { LOS_NOTIFY_API_KEY: `los-${id}-${id}`, LOS_NOTIFY_TEMPLATE_ID: id }
  const read = readConfig(notify)
  assert.ok(read.ok)
  assert.deepEqual(read.config.mail, { by: 'notify', apiKey: `los-${id}-${id}`, templateId: id, url: null })
  const faultsOf = (given: Record<string, string>) => {
    const wrong = readConfig(given)
    return wrong.ok ? [] : wrong.faults
  }
  assert.match(faultsOf({ LOS_NOTIFY_TEMPLATE_ID: id }).join(), /LOS_NOTIFY_API_KEY is missing/)
  const both = { ...notify, SMTP_URL: 'smtp://mail.example.gov.uk', MAIL_FROM: 'los@example.gov.uk' }
  assert.match(faultsOf(both).join(), /not both/)
  assert.match(faultsOf({ ...notify, LOS_NOTIFY_API_KEY: 'half' }).join(), /the whole key/)
})
