import assert from 'node:assert/strict'
import type { Outcome } from '#kernel/outcome'

/** The value of an outcome that a test expects to be one. */
export function answerOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, `expected a value, but got ${JSON.stringify(outcome)}`)
  return outcome.value
}

/** The sentence with which something was refused as invalid. */
export function sentenceOf(outcome: Outcome<unknown>): string {
  assert.ok(!outcome.ok && outcome.kind === 'invalid', `expected a refusal, but got ${JSON.stringify(outcome)}`)
  return outcome.problems.map((problem) => problem.message).join(' ')
}
