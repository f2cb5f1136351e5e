import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childOutcomes } from '../words.ts'
import { type ChildOutcomeTyped, checkConclusion, section47KindOf } from './outcomes.ts'

const [child, sibling] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'] as const
const manager = '0190a000-0000-7000-8000-000000000009'
const facts = { childIds: [child, sibling], initiatedHere: [], authorisers: [manager] }
const decided = (childId: string, outcome: ChildOutcomeTyped['outcome']): ChildOutcomeTyped => ({
  childId,
  outcome,
  reasons: 'As discussed',
  dissent: '',
})
const fieldsOf = (children: readonly ChildOutcomeTyped[], authorisedBy: string | null) => {
  const checked = checkConclusion({ children, authorisedBy, interimPlan: 'He stays with his aunt' }, facts)
  return !checked.ok && checked.kind === 'invalid' ? checked.problems.map(({ field }) => field) : []
}

test('two outcomes of seven initiate a section 47 enquiry', () => {
  const initiating = Object.keys(childOutcomes).filter(
    (outcome) => section47KindOf(outcome as ChildOutcomeTyped['outcome']) !== null,
  )
  assert.deepEqual(initiating, ['section-47-single', 'section-47-joint'])
  assert.equal(section47KindOf('section-47-joint'), 'joint')
  assert.equal(section47KindOf('section-47-single'), 'single')
})

test('a sibling without an outcome is not forgotten', () => {
  assert.deepEqual(fieldsOf([decided(child, 'no-further-action')], null), [''])
  assert.deepEqual(fieldsOf([decided(child, 'no-further-action'), decided(sibling, 'section-17')], null), [])
})

test('a section 47 enquiry is authorised by a team manager or above, and nothing else asks for it', () => {
  const both = [decided(child, 'section-47-joint'), decided(sibling, 'section-17')]
  assert.deepEqual(fieldsOf(both, null), ['authorisedBy'])
  assert.deepEqual(fieldsOf(both, sibling), ['authorisedBy'])
  assert.deepEqual(fieldsOf(both, manager), [])
})

test('a child who waits for a conference has an interim plan, and others need none', () => {
  const without = (outcome: ChildOutcomeTyped['outcome']) =>
    checkConclusion(
      { children: [decided(child, outcome)], authorisedBy: manager, interimPlan: '' },
      { ...facts, childIds: [child] },
    ).ok
  assert.equal(without('section-47-single'), false)
  assert.equal(without('section-17'), true)
})

test('correcting a record asks for no second authoriser of an enquiry that began with it', () => {
  const typed = { children: [decided(child, 'section-47-joint')], authorisedBy: null, interimPlan: 'With his aunt' }
  assert.equal(checkConclusion(typed, { ...facts, childIds: [child], initiatedHere: [child] }).ok, true)
  assert.equal(checkConclusion(typed, { ...facts, childIds: [child], initiatedHere: [sibling] }).ok, false)
})
