import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import type { HistoryEvent } from '#platform/area'
import { tellInOrder } from './chronology.ts'

const event = (id: string, at: string, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id,
  at: at.includes('T') ? Temporal.Instant.from(at) : Temporal.PlainDate.from(at),
  kind: 'contact',
  title: id,
  ...more,
})

const ids = (events: readonly HistoryEvent[]) => tellInOrder(events).map(({ event: { id } }) => id)

test('the latest comes first, and a day without a time stands at its beginning', () => {
  assert.deepEqual(
    ids([
      event('morning', '2021-07-20T08:00:00Z'),
      event('day', '2021-07-20'),
      event('before', '2021-07-19T23:30:00Z'),
    ]),
    ['morning', 'before', 'day'],
  )
})

test('what was corrected is folded under its correction, through every step', () => {
  const told = tellInOrder([
    event('first', '2021-07-20T08:00:00Z'),
    event('second', '2021-07-20T08:00:00Z', { corrects: 'first' }),
    event('third', '2021-07-20T08:00:00Z', { corrects: 'second' }),
  ])
  assert.equal(told.length, 1)
  assert.equal(told[0]?.event.id, 'third')
  assert.deepEqual(
    told[0]?.corrects.map(({ id }) => id),
    ['second', 'first'],
  )
})
