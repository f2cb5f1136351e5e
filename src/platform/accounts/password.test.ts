import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isPassword, passwordProblem } from './password.ts'

test('a password opens its own hash and no other', async () => {
  const hash = await hashPassword('three random words')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassword('three random words', hash), true)
  assert.equal(await isPassword('three random word', hash), false)
  assert.equal(await isPassword('', null), false)
})

test('the same password hashes differently each time', async () => {
  assert.notEqual(await hashPassword('three random words'), await hashPassword('three random words'))
})

test('a weak password is answered with what to do', () => {
  assert.match(passwordProblem('short', 'a.khan@example.org') ?? '', /12 characters/)
  assert.match(passwordProblem('a.khan-and-more', 'a.khan@example.org') ?? '', /own name/)
  assert.match(passwordProblem('aaaaaaaaaaaa', 'b@example.org') ?? '', /different characters/)
  assert.equal(passwordProblem('three random words', 'a.khan@example.org'), null)
})
