import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ToolQuestion, toolContent } from '../content.ts'
import { whyNotPublishable } from '../rules/publishable.ts'
import { firstTools } from './index.ts'

const questionsOf = (key: string): readonly ToolQuestion[] =>
  firstTools.find((tool) => tool.key === key)?.content.sections.flatMap(({ questions }) => questions) ?? []

test('each of the four tools could be published as it stands', () => {
  assert.deepEqual(
    firstTools.map(({ key }) => key),
    ['contact-decision', 'strategy-discussion', 'case-file', 'supervision-record'],
  )
  for (const { content, subject, key } of firstTools) {
    assert.deepEqual(toolContent.parse(content), content, key)
    assert.deepEqual(whyNotPublishable(content, subject), [], key)
  }
})

test('no key of a question stands twice in a tool, and every question says what to look for', () => {
  for (const { key } of firstTools) {
    const keys = questionsOf(key).map((question) => question.key)
    assert.equal(new Set(keys).size, keys.length, key)
    assert.deepEqual(
      questionsOf(key).filter(({ guidance }) => guidance.length < 20),
      [],
    )
  }
})

test('nobody is asked about a strategy discussion, and worker, child and parents about a case file', () => {
  const voices = (key: string) => firstTools.find((tool) => tool.key === key)?.content.voices
  assert.deepEqual(voices('strategy-discussion'), [])
  assert.deepEqual(voices('case-file'), ['worker', 'child', 'parent'])
})

test('every section of a case file is graded, and a strategy discussion has one grade for the whole', () => {
  const graded = (key: string) =>
    firstTools.find((tool) => tool.key === key)?.content.sections.map(({ isGraded }) => isGraded)
  assert.deepEqual(new Set(graded('case-file')), new Set([true]))
  assert.deepEqual(new Set(graded('strategy-discussion')), new Set([false]))
})

test('a strategy discussion is asked about the three partners, each child, safety tonight and the conference’s clock', () => {
  const keys = questionsOf('strategy-discussion').map(({ key }) => key)
  for (const key of [
    'reasonable-cause',
    'held-in-time',
    'phone-reason',
    'chair',
    'council-present',
    'health-present',
    'police-present',
    'absent-escalated',
    'others-invited',
    'every-child',
    'history',
    'child-views',
    'not-known',
    'dissent',
    'immediate-safety',
    'interim-safety',
    'actions-owned',
    'record-circulated',
    'second-discussion',
    'conference-target',
    'conference-met',
  ])
    assert.ok(keys.includes(key), key)
  const scale = questionsOf('strategy-discussion').filter(({ kind }) => kind !== 'met')
  assert.deepEqual(
    scale.map(({ key }) => key),
    ['form-held'],
  )
})

test('a supervision record is asked for the hypothesis, what was tested and what would change the view', () => {
  const keys = questionsOf('supervision-record').map(({ key }) => key)
  for (const key of [
    'held-on-time',
    'hypothesis',
    'tested',
    'would-change-view',
    'decision-per-child',
    'last-actions-followed',
  ])
    assert.ok(keys.includes(key), key)
})
