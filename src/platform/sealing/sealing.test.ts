import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { seal, unseal } from './sealing.ts'

const key = randomBytes(32)
const newSecret = () => randomBytes(32)

test('a sealed secret opens with its key, for whom it was sealed, and never otherwise', () => {
  const secret = newSecret()
  const sealed = seal(key, secret, '383 one')
  assert.equal(sealed.length, 60)
  assert.deepEqual(unseal(key, sealed, '383 one'), secret)
  assert.equal(unseal(key, sealed, '383 other'), null)
  assert.equal(unseal(randomBytes(32), sealed, '383 one'), null)
  sealed[59] = (sealed[59] ?? 0) ^ 1
  assert.equal(unseal(key, sealed, '383 one'), null)
})

test('sealed twice it looks different', () => {
  const secret = newSecret()
  assert.notDeepEqual(seal(key, secret, 'one'), seal(key, secret, 'one'))
})
