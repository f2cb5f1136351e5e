import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { findRecoveryCode, looksLikeRecovery, makeRecoveryCodes } from './recovery.ts'
import { codeAt, secretInWords, stepOf, uriOf } from './totp.ts'

// RFC 6238, appendix B: the last six of the eight digits that it prints for SHA-1.
const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const)
    assert.equal(codeAt(secret, at(seconds)), code)
})

test('a code is taken one step early and one step late, for clocks drift, and no further', () => {
  const now = at(3000)
  assert.equal(stepOf(secret, codeAt(secret, now), now), 100)
  assert.equal(stepOf(secret, codeAt(secret, at(2970)), now), 99)
  assert.equal(stepOf(secret, codeAt(secret, at(3030)), now), 101)
  assert.equal(stepOf(secret, codeAt(secret, at(2940)), now), null)
  assert.equal(stepOf(secret, codeAt(secret, at(3060)), now), null)
})

test('a code may be typed in two halves, and what is no code is none', () => {
  const code = codeAt(secret, at(3000))
  assert.equal(stepOf(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at(3000)), 100)
  for (const typed of ['', '12345', '1234567', 'abcdef']) assert.equal(stepOf(secret, typed, at(3000)), null)
})

test('the square holds whose it is, and the key below it the same secret', () => {
  const uri = uriOf(secret, { issuer: 'Line of Sight, Testshire', label: 'dawn@nhs.example' })
  assert.match(uri, /^otpauth:\/\/totp\/Line%20of%20Sight%2C%20Testshire:dawn%40nhs\.example\?/)
  assert.match(uri, new RegExp(`secret=${secretInWords(secret).replaceAll(' ', '')}`))
})

test('recovery codes are each their own, kept by hash, and found however they are typed', async () => {
  const { shown, kept } = await makeRecoveryCodes()
  assert.equal(new Set(shown).size, 8)
  assert.ok(kept.every(({ hash }) => hash.startsWith('$argon2id$')))
  const unused = kept.map(({ id, hash }) => ({ id, codeHash: hash }))
  assert.equal(await findRecoveryCode((shown[2] ?? '').toLowerCase().replaceAll('-', ' '), unused), kept[2]?.id)
  assert.equal(await findRecoveryCode('AAAA-AAAA-AAAA', unused), null)
  assert.deepEqual([looksLikeRecovery(shown[0] ?? ''), looksLikeRecovery('123456')], [true, false])
})
