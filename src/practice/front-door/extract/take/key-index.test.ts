import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fingerprint, keyIndex } from './key-index.ts'

test('keys are numbered in the order in which they first come, however many there are', () => {
  const index = keyIndex()
  for (let at = 0; at < 20_000; at += 1) assert.equal(index.take(`contact ${at}`), at)
  for (let at = 0; at < 20_000; at += 1) assert.equal(index.take(`contact ${at}`), at)
  assert.equal(index.size(), 20_000)
  assert.equal(index.find('contact 19999'), 19_999)
  assert.equal(index.find('contact 20000'), -1)
  assert.equal(index.size(), 20_000)
})

test('texts that differ have other fingerprints', () => {
  const found = new Set(Array.from({ length: 5000 }, (_each, at) => fingerprint(`row ${at}`)))
  assert.equal(found.size, 5000)
  assert.equal(fingerprint('row 1'), fingerprint('row 1'))
})
