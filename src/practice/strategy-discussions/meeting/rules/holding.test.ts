import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { checkHeld, type HeldTyped } from './holding.ts'

const at = (text: string) => Temporal.Instant.from(`2021-11-${text}Z`)
const facts = { reasonableCauseAt: at('23T10:05:40'), now: at('24T12:00:00') }
const held: HeldTyped = {
  beganAt: at('24T09:00:00'),
  endedAt: at('24T10:10:00'),
  form: 'video',
  isEmergencyCall: false,
  whyByPhone: '',
  chairId: '0190a000-0000-7000-8000-000000000001',
  chairName: '',
  chairDepartureReason: '',
  minuteTakerId: null,
}
const fieldsOf = (change: Partial<HeldTyped>) => {
  const checked = checkHeld({ ...held, ...change }, facts)
  return checked.ok ? [] : checked.problems.map(({ field }) => field)
}

test('a discussion by video this morning is taken as it was typed', () => {
  assert.deepEqual(fieldsOf({}), [])
})

test('it began after there was reasonable cause, the minute itself included, and not in the future', () => {
  assert.deepEqual(fieldsOf({ beganAt: at('23T10:05:00'), endedAt: at('23T11:00:00') }), [])
  assert.deepEqual(fieldsOf({ beganAt: at('23T10:04:00'), endedAt: at('23T11:00:00') }), ['beganAt'])
  assert.deepEqual(fieldsOf({ beganAt: at('24T12:01:00'), endedAt: at('24T12:30:00') }), ['beganAt', 'endedAt'])
})

test('it ended after it began, and not the next day', () => {
  assert.deepEqual(fieldsOf({ endedAt: at('24T08:59:00') }), ['endedAt'])
  assert.deepEqual(fieldsOf({ beganAt: at('23T12:00:00'), endedAt: at('24T00:01:00') }), ['endedAt'])
  assert.deepEqual(fieldsOf({ beganAt: at('23T12:00:00'), endedAt: at('24T00:00:00') }), [])
})

test('a telephone discussion says why it was by telephone', () => {
  assert.deepEqual(fieldsOf({ form: 'phone' }), ['whyByPhone'])
  assert.deepEqual(fieldsOf({ form: 'phone', whyByPhone: 'The baby goes home at noon' }), [])
})

test('an emergency call is by telephone or video, with the reason for it', () => {
  assert.deepEqual(fieldsOf({ isEmergencyCall: true }), ['whyByPhone'])
  assert.deepEqual(fieldsOf({ isEmergencyCall: true, form: 'in-person', whyByPhone: 'Tonight' }), ['form'])
})

test('somebody chaired it, and one person alone', () => {
  assert.deepEqual(fieldsOf({ chairId: null }), ['chairId'])
  assert.deepEqual(fieldsOf({ chairId: null, chairName: 'D. Ross' }), [])
  assert.deepEqual(fieldsOf({ chairName: 'D. Ross' }), ['chairName'])
})
