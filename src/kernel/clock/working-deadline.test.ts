import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { answerOf, sentenceOf } from '#test/outcome'
import { withHours } from './calendar.ts'
import { fromLondon, londonDateTime } from './london.ts'
import { countsFrom, workingDeadline } from './working-deadline.ts'

const london = (text: string) => answerOf(fromLondon(Temporal.PlainDateTime.from(text)))

const shown = (instant: Temporal.Instant) => londonDateTime(instant).toString({ smallestUnit: 'minute' })

const dueAfter = (days: number, received: string, calendar = shippedCalendar) =>
  shown(answerOf(workingDeadline(calendar, london(received), days)))

describe('one working day for a referral', () => {
  it('received Tuesday at 14:00, it is due Wednesday at 17:00', () => {
    assert.equal(dueAfter(1, '2021-11-23T14:00'), '2021-11-24T17:00')
  })

  it('received before the office opens, it is still that day’s', () => {
    assert.equal(dueAfter(1, '2021-11-23T00:00'), '2021-11-24T17:00')
    assert.equal(dueAfter(1, '2021-11-23T07:30'), '2021-11-24T17:00')
  })

  it('received at 17:00 exactly it is that day’s, a moment later it is the next day’s', () => {
    assert.equal(dueAfter(1, '2021-11-23T17:00'), '2021-11-24T17:00')
    assert.equal(dueAfter(1, '2021-11-23T17:00:00.000001'), '2021-11-25T17:00')
    assert.equal(dueAfter(1, '2021-11-23T23:59'), '2021-11-25T17:00')
  })

  it('received on Friday evening or at the weekend, it counts from Monday and is due Tuesday', () => {
    for (const received of ['2021-11-26T18:00', '2021-11-27T03:00', '2021-11-28T23:30']) {
      assert.equal(dueAfter(1, received), '2021-11-30T17:00')
      assert.equal(shown(answerOf(countsFrom(shippedCalendar, london(received)))), '2021-11-29T09:00')
    }
  })

  it('received on Friday afternoon, it is due Monday', () => {
    assert.equal(dueAfter(1, '2021-11-26T16:59'), '2021-11-29T17:00')
  })

  it('received over Christmas, it counts from the first day after the bank holidays', () => {
    assert.equal(dueAfter(1, '2021-12-25T10:00'), '2021-12-30T17:00')
    assert.equal(dueAfter(1, '2021-12-24T10:00'), '2021-12-29T17:00')
  })

  it('17:00 is on London’s clock, in summer as in winter and over the change', () => {
    assert.equal(dueAfter(1, '2021-07-20T14:00'), '2021-07-21T17:00')
    assert.equal(
      answerOf(workingDeadline(shippedCalendar, london('2021-03-26T14:00'), 1)).toString(),
      '2021-03-29T16:00:00Z',
    )
  })
})

describe('other working deadlines', () => {
  it('the same working day ends at 17:00, and after hours it is the next one', () => {
    assert.equal(dueAfter(0, '2021-11-23T14:00'), '2021-11-23T17:00')
    assert.equal(dueAfter(0, '2021-11-23T18:00'), '2021-11-24T17:00')
  })

  it('two working days from a Thursday end on Monday', () => {
    assert.equal(dueAfter(2, '2021-11-25T10:00'), '2021-11-29T17:00')
  })

  it('an authority that works from 08:30 to 16:30 has its own', () => {
    const hours = { startsAt: Temporal.PlainTime.from('08:30'), endsAt: Temporal.PlainTime.from('16:30') }
    const calendar = withHours(shippedCalendar, hours)
    assert.equal(dueAfter(1, '2021-11-23T16:31', calendar), '2021-11-25T16:30')
    assert.equal(shown(answerOf(countsFrom(calendar, london('2021-11-27T12:00')))), '2021-11-29T08:30')
  })

  it('what comes in working time counts from its own moment', () => {
    const received = london('2021-11-23T14:03:22')
    assert.ok(answerOf(countsFrom(shippedCalendar, received)).equals(received))
  })

  it('past the known bank holidays it says so', () => {
    assert.match(sentenceOf(workingDeadline(shippedCalendar, london('2028-12-29T14:00'), 1)), /end with 2028/)
    assert.match(sentenceOf(workingDeadline(shippedCalendar, london('2029-06-01T14:00'), 1)), /1 Jun 2029 is outside/)
    assert.match(sentenceOf(countsFrom(shippedCalendar, london('2028-12-30T14:00'))), /end with 2028/)
    assert.match(sentenceOf(workingDeadline(shippedCalendar, london('2021-11-23T14:00'), -1)), /whole number/)
  })
})

describe('working deadlines, over 2012 to 2028', () => {
  const anyInstant = fc
    .integer({ min: london('2012-01-01T00:00').epochMilliseconds, max: london('2028-10-01T00:00').epochMilliseconds })
    .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))
  const fewDays = fc.integer({ min: 0, max: 45 })

  it('is always at 17:00 in London, and never before the thing itself', () => {
    fc.assert(
      fc.property(anyInstant, fewDays, (from, days) => {
        const due = answerOf(workingDeadline(shippedCalendar, from, days))
        assert.equal(londonDateTime(due).toPlainTime().toString(), '17:00:00')
        assert.ok(Temporal.Instant.compare(due, from) >= 0)
      }),
    )
  })

  it('is the same from the moment at which something counts', () => {
    fc.assert(
      fc.property(anyInstant, fewDays, (from, days) => {
        const counted = answerOf(countsFrom(shippedCalendar, from))
        const due = answerOf(workingDeadline(shippedCalendar, from, days))
        assert.ok(due.equals(answerOf(workingDeadline(shippedCalendar, counted, days))))
      }),
    )
  })

  it('who is later is never due earlier', () => {
    fc.assert(
      fc.property(anyInstant, fewDays, fc.integer({ min: 0, max: 10_000 }), (from, days, minutes) => {
        const due = answerOf(workingDeadline(shippedCalendar, from, days))
        const laterDue = answerOf(workingDeadline(shippedCalendar, from.add({ minutes }), days))
        assert.ok(Temporal.Instant.compare(due, laterDue) <= 0)
      }),
    )
  })
})
