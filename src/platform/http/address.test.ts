import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNext } from './address.ts'

test('after signing in a person goes on only to our own pages', () => {
  assert.equal(readNext('/contacts/0190-aa?page=2'), '/contacts/0190-aa?page=2')
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    undefined,
  ]) {
    assert.equal(readNext(elsewhere), '/')
  }
})
