import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { nest, readAnswers } from './answers.ts'
import * as fields from './fields.ts'

test('dotted names become objects, whole-number names become lists in their order', () => {
  const typed = { 'child.1.name': 'Bea', 'child.0.name': 'Ali', concern: 'seen alone' }
  assert.deepEqual(nest(typed), { child: [{ name: 'Ali' }, { name: 'Bea' }], concern: 'seen alone' })
})

test('a name that reaches for the prototype is dropped', () => {
  const nested = nest({ '__proto__.isAdmin': 'yes', 'a.constructor.b': 'x', concern: 'y' })
  assert.deepEqual(nested, { concern: 'y' })
  assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false)
})

const decision = z.object({
  outcome: fields.choice(['no-further-action', 'early-help'], 'Choose an outcome'),
  why: fields.text('Say why this outcome'),
  told: fields.choices(['referrer', 'family'], 'Choose from the list'),
})

test('each missing answer is named by its field with what to do', () => {
  const read = readAnswers(decision, { why: '   ' })
  assert.ok(!read.ok && read.kind === 'invalid')
  assert.deepEqual(read.problems, [
    { field: 'outcome', message: 'Choose an outcome' },
    { field: 'why', message: 'Say why this outcome' },
  ])
})

test('an outcome that is not on the list is refused, one ticked box reads like several', () => {
  const forged = readAnswers(decision, { outcome: 'closed', why: 'x' })
  assert.ok(!forged.ok)
  const read = readAnswers(decision, { outcome: 'early-help', why: ' because ', told: 'family' })
  assert.ok(read.ok)
  assert.deepEqual(read.value, { outcome: 'early-help', why: 'because', told: ['family'] })
})
