import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { checkSpan, eachWeek, overlaps } from './slots.ts'

const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })

test('a slot every week is at the same time by the clock on the wall, when the clocks go back too', () => {
  const slots = eachWeek(span('2021-10-19T10:00', '2021-10-19T12:00'), 3)
  assert.deepEqual(
    slots.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`),
    [
      '2021-10-19T09:00:00Z 2021-10-19T11:00:00Z',
      '2021-10-26T09:00:00Z 2021-10-26T11:00:00Z',
      // From 31 October London is at UTC.
      '2021-11-02T10:00:00Z 2021-11-02T12:00:00Z',
    ],
  )
})

test('one conference after the other is no overlap', () => {
  const morning = span('2021-10-19T10:00', '2021-10-19T12:00')
  assert.equal(overlaps(morning, span('2021-10-19T12:00', '2021-10-19T14:00')), false)
  assert.equal(overlaps(morning, span('2021-10-19T11:59', '2021-10-19T14:00')), true)
  assert.equal(overlaps(morning, span('2021-10-19T08:00', '2021-10-19T17:00')), true)
})

test('a slot is in the future, ends after it begins, and takes no whole day', () => {
  const now = at('2021-10-19T09:00')
  const sentence = (from: string, to: string) => {
    const checked = checkSpan(span(from, to), now)
    return checked.ok ? '' : checked.problems[0]?.message
  }
  assert.match(sentence('2021-10-19T09:00', '2021-10-19T11:00') ?? '', /begins in the future/)
  assert.match(sentence('2021-10-19T11:00', '2021-10-19T11:00') ?? '', /ends after it begins/)
  assert.match(sentence('2021-10-19T11:00', '2021-10-20T11:00') ?? '', /at most 8 hours/)
  assert.equal(sentence('2021-10-19T11:00', '2021-10-19T13:00'), '')
})
