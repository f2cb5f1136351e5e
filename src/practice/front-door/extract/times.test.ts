import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { at, read, said, taken } from './sound-row.ts'

test('dates that cannot be are rejected, each in its own words', () => {
  const why = (received_at: string) => said('rejected', { received_at }, 'received_at')
  assert.match(why('29/02/2021 10:00'), /2021 is not a leap year/)
  assert.match(why('15/10/0021 10:00'), /The year 0021 cannot be right/)
  assert.match(why('10/21/2021 10:00'), /There is no month 21: the day comes first here/)
  assert.match(why('15/10/21 10:00'), /four digits/)
  assert.match(why('31/09/2021 10:00'), /September has 30 days/)
  assert.match(why('15/10/2021 25:10'), /hours go from 00 to 23/)
  assert.match(why('28/03/2021 01:30'), /did not exist/)
  assert.match(why('soon'), /Write the date as/)
  assert.equal(taken({ received_at: '29/02/2020 10:00' }).received.on.toString(), '2020-02-29')
})

test('times are those of London, unless they carry an offset', () => {
  assert.deepEqual(taken({ received_at: '2021-10-15T14:05' }).received.at, at('2021-10-15T13:05Z'))
  assert.deepEqual(taken({ received_at: '2021-10-15T13:05Z' }).received.at, at('2021-10-15T13:05Z'))
  assert.deepEqual(taken({ received_at: '2021-10-15T15:05:00+02:00' }).received.at, at('2021-10-15T13:05Z'))
})

test('a time in the hour that happens twice is taken as the earlier, and told', () => {
  const late = { received_at: '31/10/2021 01:30', recorded_at: null, outcome: null, decided_at: null }
  assert.deepEqual(taken(late).received.at, at('2021-10-31T00:30Z'))
  assert.match(said('coercions', late, 'received_at'), /happened twice/)
})

test('dates of a workbook and bare numbers of a spreadsheet are dates', () => {
  const cell = { kind: 'date', serial: 44_484.586805555555, hasTime: true } as const
  assert.deepEqual(taken({ received_at: cell }).received.at, at('2021-10-15T13:05Z'))
  assert.equal(said('coercions', { received_at: cell }, 'received_at'), '')
  assert.deepEqual(taken({ received_at: '44484.586805555555' }).received.at, at('2021-10-15T13:05Z'))
  assert.match(
    said('coercions', { received_at: '44484.586805555555' }, 'received_at'),
    /spreadsheet's number of a date/,
  )
  const born = { child_date_of_birth: 42_029 }
  assert.equal(taken(born).child.dateOfBirth?.toString(), '2015-01-25')
  assert.deepEqual(read(born).coercions, [
    {
      column: 'child_date_of_birth',
      value: '42029',
      taken: '2015-01-25',
      reason: "Taken for a spreadsheet's number of a date.",
    },
  ])
})

test('a contact received on a day without a time is history, and its outcome may be unknown', () => {
  const history = { received_at: '15/10/2021', recorded_at: null, outcome: null, decided_at: null }
  assert.deepEqual(taken(history).received, { isHistory: true, at: null, on: Temporal.PlainDate.from('2021-10-15') })
  const day = { kind: 'date', serial: 44_484, hasTime: false } as const
  assert.equal(taken({ ...history, received_at: day }).received.isHistory, true)
  assert.equal(taken({ ...history, outcome: 'NFA', decided_at: null }).decision?.outcome, 'no-further-action')
  assert.equal(taken({ ...history, outcome: 'Something local' }).decision, null)
  assert.match(said('warnings', { ...history, outcome: 'Something local' }, 'outcome'), /in no list: not known/)
})

test('midnight is a time, and the sender is asked whether it was meant', () => {
  const midnight = { received_at: '2021-10-15 00:00:00' }
  assert.equal(taken(midnight).received.isHistory, false)
  assert.match(said('warnings', midnight, 'received_at'), /Exactly midnight: where the time is not known/)
})

test('nothing was received, decided or recorded in the time to come', () => {
  assert.match(said('rejected', { received_at: '02/11/2021 10:00' }, 'received_at'), /has not come yet/)
  assert.match(said('rejected', { received_at: '02/11/2021' }, 'received_at'), /has not come yet/)
  assert.match(said('rejected', { decided_at: '02/11/2021 10:00' }, 'decided_at'), /has not come yet/)
  assert.match(said('rejected', { recorded_at: '02/11/2021 10:00' }, 'recorded_at'), /has not come yet/)
  assert.equal(taken({ received_at: '01/11/2021 09:00', recorded_at: null, outcome: null }).received.isHistory, false)
})

test('what comes before what it followed is rejected, to the minute', () => {
  assert.match(said('rejected', { decided_at: '15/10/2021 14:04' }, 'decided_at'), /before the contact was received/)
  assert.match(said('rejected', { recorded_at: '14/10/2021 14:20' }, 'recorded_at'), /before the contact was received/)
  const early = { decision_recorded_at: '15/10/2021 16:39' }
  assert.match(said('rejected', early, 'decision_recorded_at'), /before it was decided/)
  assert.ok(
    taken({ received_at: '15/10/2021 14:05:30', recorded_at: '15/10/2021 14:05', decided_at: '15/10/2021 14:05' }),
  )
})

test('in the hour that happens twice, what followed is the later where the earlier would come before it', () => {
  const night = {
    received_at: '31/10/2021 01:55',
    recorded_at: '31/10/2021 01:04',
    decided_at: '31/10/2021 01:58',
    decision_recorded_at: null,
  }
  const later = taken(night)
  assert.equal(later.recordedAt?.toString(), '2021-10-31T01:04:00Z')
  assert.equal(later.decision?.decidedAt?.toString(), '2021-10-31T00:58:00Z')
  assert.match(said('coercions', night, 'recorded_at'), /taken as the later \(\+00:00\), because of what it followed/)
  const within = taken({ ...night, received_at: '31/10/2021 01:04:30', decided_at: '31/10/2021 02:10' })
  assert.equal(within.recordedAt?.toString(), '2021-10-31T00:04:00Z')
})

test('an outcome that does not say when it was decided is rejected', () => {
  for (const decided_at of [null, 'n/a', '15/10/2021']) {
    assert.match(said('rejected', { decided_at }, 'decided_at'), /without the time when it was decided/)
  }
  assert.equal(read({ decided_at: '15/10/2021 99:00' }).rejected?.length, 1)
})

test('times that the file has a column for and leaves blank are told, because nothing can be measured', () => {
  assert.match(
    said('warnings', { recorded_at: null }, 'recorded_at'),
    /how soon the contact was entered cannot be measured/,
  )
  assert.match(
    said('warnings', { decision_recorded_at: null }, 'decision_recorded_at'),
    /how soon the decision was recorded/,
  )
  assert.match(said('warnings', { recorded_at: '15/10/2021' }, 'recorded_at'), /A day without a time/)
  assert.equal(taken({ recorded_at: '15/10/2021' }).recordedAt, null)
})
