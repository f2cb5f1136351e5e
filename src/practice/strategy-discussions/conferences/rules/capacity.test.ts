import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { capacityByWeek } from './capacity.ts'

const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
const day = (text: string) => Temporal.PlainDate.from(text)
const slot = (startsAt: string, minuteTakerId: string | null, isBooked: boolean) => ({
  startsAt: at(startsAt),
  minuteTakerId,
  isBooked,
})

test('a week shows its slots, the free ones that somebody takes minutes at, and the families without a slot', () => {
  const slots = [
    slot('2022-06-20T10:00', 'a', true),
    slot('2022-06-21T10:00', 'a', false),
    slot('2022-06-24T10:00', null, false),
    // Sunday night in London belongs to the week that ends.
    slot('2022-06-26T23:30', 'b', false),
  ]
  const due = [
    { week: day('2022-06-06'), due: 2, unbooked: 1, childrenUnbooked: 3 },
    { week: day('2022-06-20'), due: 3, unbooked: 2, childrenUnbooked: 2 },
    { week: day('2022-06-27'), due: 1, unbooked: 1, childrenUnbooked: 1 },
  ]
  const [first, second] = capacityByWeek(day('2022-06-20'), 2, slots, due)
  // What was due before and has no slot is met in the first week or not at all.
  assert.deepEqual(first, {
    week: day('2022-06-20'),
    due: 5,
    unbooked: 3,
    childrenUnbooked: 5,
    slots: 4,
    booked: 1,
    free: 3,
    withoutMinuteTaker: 1,
    usable: 2,
  })
  assert.equal(second?.slots, 0)
  assert.equal(second?.unbooked, 1)
})
