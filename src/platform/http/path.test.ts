import assert from 'node:assert/strict'
import { test } from 'node:test'
import { path } from './path.ts'

test('an address is built from its pattern and its ids', () => {
  const decision = path('/contacts/:contactId/children/:childId/decision')
  assert.equal(decision({ contactId: 'a', childId: 'b' }), '/contacts/a/children/b/decision')
  assert.equal(decision.pattern, '/contacts/:contactId/children/:childId/decision')
})

test('empty filters leave no trace in the address', () => {
  assert.equal(path('/board')({}, { team: '', source: '6', page: undefined }), '/board?source=6')
})
