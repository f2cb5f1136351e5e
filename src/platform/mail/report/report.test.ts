import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { made } from './made-report.ts'
import { readReport } from './report.ts'

const id = '0190a1b2-0000-7000-8000-000000000001'
const read = (text: string) => readReport(Buffer.from(text))
const failed = { says: 'failed', messageId: id, code: '5.1.1' }

test('a mailbox that is not there is read from the message that came back', () => {
  assert.deepEqual(read(made({ id })), failed)
})

test('a report is read whatever its lines end with, wrapped once more, or with the message whole or encoded', () => {
  assert.deepEqual(read(made({ id }).replaceAll('\r\n', '\n')), failed)
  assert.deepEqual(read(`From mailer Thu Nov 26 10:00:00 2026\n${made({ id }).replaceAll('\r\n', '\n')}`), failed)
  assert.deepEqual(read(made({ id, original: 'message/rfc822' })), failed)
  const wrapped = `Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n${made({ id })}\r\n--outer--\r\n`
  assert.deepEqual(read(wrapped), failed)
  assert.deepEqual(read(made({ id, encoding: 'base64' })), failed)
  assert.deepEqual(read(made({ id, encoding: 'quoted-printable' })), failed)
})

test('a report without the message names it by the envelope', () => {
  assert.deepEqual(read(made({ id, original: null, envelopeId: id })), failed)
  assert.deepEqual(read(made({ id, original: null })), { says: 'nothing' })
})

test('a message that ran out of time has failed too, and one without a status is told apart', () => {
  assert.deepEqual(read(made({ id, status: '4.4.7' })), { ...failed, code: '4.4.7' })
  assert.deepEqual(read(made({ id, status: '5.1.10 (no such mailbox)' })), { ...failed, code: '5.1.10' })
  assert.deepEqual(read(made({ id, status: 'x; drop table' })), { ...failed, code: '5.0.0' })
})

test('a delay, a delivery and a relay are no failures', () => {
  for (const action of ['delayed', 'delivered', 'relayed', 'expanded'])
    assert.deepEqual(read(made({ id, action })), { says: 'no-failure' })
})

test('letters, out-of-office notes and reports about the mail of others say nothing', () => {
  const plain = `Subject: Out of office\r\nIn-Reply-To: <${id}@los.example.gov.uk>\r\n\r\nAction: failed\r\nStatus: 5.1.1`
  assert.deepEqual(read(plain), { says: 'nothing' })
  assert.deepEqual(read(made({ id: 'not-one-of-ours' })), { says: 'nothing' })
  assert.deepEqual(read(''), { says: 'nothing' })
  assert.deepEqual(read(made({ id }).replace('report-type=delivery-status', 'report-type=disposition-notification')), {
    says: 'nothing',
  })
})

test('hostile mail is read to its end, quickly, and harms nothing', () => {
  const nested = (depth: number): string =>
    depth === 0
      ? made({ id })
      : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}--`
  const hostile = [
    nested(50),
    `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(200_000)}`,
    `${'A'.repeat(900_000)}: x\n\n`,
    `Content-Type: multipart/report${';\n  a="'.repeat(100_000)}`,
    `Content-Type: multipart/report; boundary=${';'.repeat(500_000)}`,
    `\n ${'\n \t'.repeat(300_000)}`,
    `${made({ id }).replace('Status: 5.1.1', `Status: 5.1.1\r\n${'X: y\r\n\r\n'.repeat(100_000)}`)}`,
    `${made({ id })}${'x'.repeat(5_000_000)}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=""\n\n--\n',
  ]
  for (const text of hostile) {
    const before = process.cpuUsage()
    read(text)
    // What it cost, not what else the machine was doing: 2 seconds of the processor, in microseconds.
    const { user, system } = process.cpuUsage(before)
    assert.ok(user + system < 2_000_000, `${text.slice(0, 60)}: ${user + system}`)
  }
  // A real one that was bent somewhere, or any bytes at all: an answer, never a throw.
  const source = Buffer.from(made({ id }))
  fc.assert(
    fc.property(fc.nat(source.length - 1), fc.uint8Array({ maxLength: 40 }), (at, bytes) => {
      const { says } = readReport(Buffer.concat([source.subarray(0, at), bytes, source.subarray(at + bytes.length)]))
      assert.ok(['failed', 'no-failure', 'nothing'].includes(says))
    }),
    { numRuns: 500, seed: 1 },
  )
})
