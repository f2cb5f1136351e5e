import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { manyRecords } from './many-records.ts'
import { outOfHours, quietSince } from './out-of-hours.ts'
import { ownSurname } from './own-surname.ts'
import type { RecordRead } from './reading.ts'

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const read = (time: string, ...childIds: readonly string[]): RecordRead => ({
  personId: 'amina',
  at: at(time),
  childIds,
})

/** One new child a minute from 10:00. */
const oneAMinute = (howMany: number, from = '2026-11-25T10:00:00Z'): readonly RecordRead[] =>
  Array.from({ length: howMany }, (_each, minute) => ({
    personId: 'amina',
    at: at(from).add({ minutes: minute }),
    childIds: [`${from} ${minute}`],
  }))

test('as many children in an hour as allowed are no flag, and one more is', () => {
  assert.deepEqual(manyRecords(oneAMinute(20), 20, []), [])
  const [flag, ...more] = manyRecords(oneAMinute(21), 20, [])
  assert.equal(flag?.children, 21)
  assert.equal(flag?.fromAt.toString(), '2026-11-25T10:00:00Z')
  assert.deepEqual(more, [])
})

test('the same child again and again is one child, and a slow day is no flag', () => {
  const same = Array.from({ length: 60 }, (_each, minute) => ({
    ...read('2026-11-25T10:00:00Z', 'one'),
    at: at('2026-11-25T10:00:00Z').add({ minutes: minute }),
  }))
  assert.deepEqual(manyRecords(same, 20, []), [])
  const slow = Array.from({ length: 60 }, (_each, hour) => ({
    ...read('2026-11-25T10:00:00Z', `${hour}`),
    at: at('2026-11-20T10:00:00Z').add({ minutes: 10 * hour }),
  }))
  assert.deepEqual(manyRecords(slow, 20, []), [])
})

test('an hour over two runs is seen whole, and what was flagged is not counted again', () => {
  const reads = oneAMinute(50)
  const first = manyRecords(reads, 20, [])
  assert.equal(first.length, 2)
  assert.deepEqual(manyRecords(reads, 20, first), [])
})

test('quiet time is before and after the hours for reading, and the whole weekend', () => {
  const hours = { startsAt: Temporal.PlainTime.from('07:00'), endsAt: Temporal.PlainTime.from('20:00') }
  const since = (time: string) => quietSince(at(time), hours)?.toString() ?? null
  assert.equal(since('2026-11-25T07:00:00Z'), null)
  assert.equal(since('2026-11-25T19:59:59Z'), null)
  assert.equal(since('2026-11-25T20:00:00Z'), '2026-11-25T20:00:00Z')
  assert.equal(since('2026-11-26T06:59:00Z'), '2026-11-25T20:00:00Z')
  assert.equal(since('2026-11-29T12:00:00Z'), '2026-11-27T20:00:00Z')
  assert.equal(since('2026-11-30T03:00:00Z'), '2026-11-27T20:00:00Z')
  assert.equal(since('2026-07-01T19:30:00Z'), '2026-07-01T19:00:00Z')
})

test('reading at night is flagged once a night, and not for whoever was on duty', () => {
  const hours = { startsAt: Temporal.PlainTime.from('07:00'), endsAt: Temporal.PlainTime.from('20:00') }
  const night = [read('2026-11-25T22:00:00Z', 'one'), read('2026-11-26T01:00:00Z', 'two')]
  const flags = outOfHours(night, hours, () => false, [])
  assert.deepEqual(
    flags.map(({ children, readings }) => [children, readings]),
    [[2, 2]],
  )
  assert.deepEqual(
    outOfHours(night, hours, () => true, []),
    [],
  )
  assert.deepEqual(
    outOfHours([...night, read('2026-11-26T02:00:00Z', 'three')], hours, () => false, flags),
    [],
  )
})

test('the record of a child with one’s own surname is flagged once in 30 days', () => {
  const shares = (_person: string, child: string) => child === 'namesake'
  const reads = [read('2026-11-25T10:00:00Z', 'namesake', 'other'), read('2026-11-25T10:04:00Z', 'namesake')]
  const flags = ownSurname(reads, shares, [])
  assert.deepEqual(
    flags.map(({ childId, readings }) => [childId, readings]),
    [['namesake', 2]],
  )
  assert.deepEqual(ownSurname([read('2026-12-20T10:00:00Z', 'namesake')], shares, flags), [])
  assert.equal(ownSurname([read('2026-12-26T10:00:00Z', 'namesake')], shares, flags).length, 1)
})
