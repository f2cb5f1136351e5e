import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { circulatedBy } from '../../rules/limits.ts'
import { type CirculationFacts, circulationState, type Sending } from './circulation.ts'

const at = (text: string) => Temporal.Instant.from(`2021-11-${text}:00Z`)
const sent = (key: string, recordId: string, when: string): Sending => ({ key, recordId, at: at(when) })
const facts = (changed: Partial<CirculationFacts> = {}): CirculationFacts => ({
  recordId: 'first',
  recipients: [{ key: 'nurse' }, { key: 'absent officer' }],
  sendings: [],
  dueAt: at('24T17:00'),
  againBy: null,
  ...changed,
})

test('a record is due one working day after the end, on a Friday evening by Tuesday', () => {
  assert.equal(circulatedBy(shippedCalendar, at('23T15:00')).toString(), '2021-11-24T17:00:00Z')
  assert.equal(circulatedBy(shippedCalendar, at('26T18:30')).toString(), '2021-11-30T17:00:00Z')
})

test('until it has gone to everybody, absentees too, it is due, and late after its time', () => {
  const half = facts({ sendings: [sent('nurse', 'first', '24T10:00')] })
  assert.equal(circulationState(half, at('24T16:59')).kind, 'due')
  assert.equal(circulationState(half, at('24T17:01')).kind, 'late')
  assert.deepEqual(circulationState(half, at('24T17:01')).missing, [{ key: 'absent officer' }])
})

test('a discussion without a record is late like one whose record was not sent', () => {
  assert.equal(circulationState(facts({ recordId: null }), at('24T12:00')).kind, 'no-record')
  assert.equal(circulationState(facts({ recordId: null }), at('24T17:01')).kind, 'late')
})

test('sent to everybody in time stays so, and one who got it late makes it late', () => {
  const sendings = [sent('nurse', 'first', '24T10:00'), sent('absent officer', 'first', '24T17:00')]
  assert.equal(circulationState(facts({ sendings }), at('30T12:00')).kind, 'sent')
  const late = [sent('nurse', 'first', '24T10:00'), sent('absent officer', 'first', '24T17:01')]
  assert.equal(circulationState(facts({ sendings: late }), at('30T12:00')).kind, 'sent-late')
})

test('a corrected record goes round again, and being in time with the first is kept', () => {
  const first = [sent('nurse', 'first', '24T10:00'), sent('absent officer', 'first', '24T10:00')]
  const corrected = facts({ recordId: 'second', sendings: first, againBy: at('29T17:00') })
  const state = circulationState(corrected, at('26T12:00'))
  assert.equal(state.isToBeSentAgain, true)
  assert.equal(state.kind, 'due')
  assert.equal(circulationState(corrected, at('29T17:01')).kind, 'late')
  assert.equal(state.missing.length, 2)
  const again = [...first, sent('nurse', 'second', '26T13:00'), sent('absent officer', 'second', '26T13:00')]
  const done = circulationState({ ...corrected, sendings: again }, at('26T14:00'))
  assert.equal(done.kind, 'sent')
  assert.equal(done.isToBeSentAgain, false)
})
