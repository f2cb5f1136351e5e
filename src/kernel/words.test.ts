import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { ageInYears } from '#kernel/age'
import {
  ageInWords,
  count,
  dateInWords,
  dayInWords,
  durationInWords,
  timeInWords,
  timeLeftInWords,
  whenInWords,
} from '#kernel/words'

const at = (text: string) => Temporal.Instant.from(text)

const day = (text: string) => Temporal.PlainDate.from(text)

describe('days and times in words', () => {
  it('a day has its weekday and year', () => {
    assert.equal(dayInWords(day('2021-11-21')), 'Sun 21 Nov 2021')
    assert.equal(dateInWords(day('2021-05-03')), '3 May 2021')
  })

  it('a time of this year goes without the year', () => {
    assert.equal(whenInWords(at('2021-11-21T14:05Z'), at('2021-11-22T12:15Z')), 'Sun 21 Nov, 14:05')
    assert.equal(whenInWords(at('2021-11-21T14:05Z'), at('2022-01-01T00:00Z')), 'Sun 21 Nov 2021, 14:05')
  })

  it('is London’s time and London’s year', () => {
    assert.equal(whenInWords(at('2021-07-01T23:30Z'), at('2021-07-02T12:00Z')), 'Fri 2 Jul, 00:30')
    assert.equal(timeInWords(at('2021-07-01T08:07:59Z')), '09:07')
  })

  it('says what Temporal and the language’s own words say', () => {
    const format = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'Europe/London',
    })
    const milliseconds = fc.integer({
      min: at('2012-01-01T00:00Z').epochMilliseconds,
      max: at('2029-01-01T00:00Z').epochMilliseconds,
    })
    fc.assert(
      fc.property(milliseconds, (each) => {
        const theirs = format
          .format(each)
          .replace('Sept', 'Sep')
          .replace(/^(\w+),/, '$1')
        assert.equal(whenInWords(Temporal.Instant.fromEpochMilliseconds(each), at('2001-01-01T00:00Z')), theirs)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('durations in words', () => {
  it('are minutes, hours and minutes, and from 72 hours days and hours', () => {
    assert.equal(durationInWords(45), '45 min')
    assert.equal(durationInWords(60), '1 h')
    assert.equal(durationInWords(26 * 60 + 10), '26 h 10 min')
    assert.equal(durationInWords(71 * 60 + 59), '71 h 59 min')
    assert.equal(durationInWords(72 * 60), '3 d')
    assert.equal(durationInWords(74 * 60 + 30), '3 d 2 h')
  })

  it('count minutes that have passed', () => {
    assert.equal(durationInWords(0.9), 'less than 1 min')
    assert.equal(durationInWords(0), 'less than 1 min')
    assert.equal(durationInWords(59.99), '59 min')
  })

  it('time left is in words, and says when it is over', () => {
    const due = at('2021-11-22T16:00Z')
    assert.deepEqual(timeLeftInWords(due, at('2021-11-21T23:20Z')), { text: '16 h 40 min left', isOver: false })
    assert.deepEqual(timeLeftInWords(due, at('2021-11-22T18:10Z')), { text: '2 h 10 min over', isOver: true })
  })

  it('a limit holds to its last moment', () => {
    const due = at('2021-11-22T16:00Z')
    assert.deepEqual(timeLeftInWords(due, due), { text: 'less than 1 min left', isOver: false })
    assert.deepEqual(timeLeftInWords(due, due.add({ microseconds: 1 })), { text: 'less than 1 min over', isOver: true })
  })

  it('over the night when the clocks go back, a contact of noon has 25 clock hours but 24 elapsed ones', () => {
    const received = at('2021-10-30T12:00+01:00')
    assert.equal(timeLeftInWords(received.add({ hours: 24 }), at('2021-10-31T10:00Z')).text, '1 h left')
  })
})

describe('ages in words', () => {
  const born = (text: string) => ({ dateOfBirth: day(text), expectedDate: null })
  const expected = (text: string) => ({ dateOfBirth: null, expectedDate: day(text) })

  it('are years, months under two years, days under a month', () => {
    assert.equal(ageInWords(born('2009-11-21'), day('2021-11-21')), '12 years')
    assert.equal(ageInWords(born('2009-11-22'), day('2021-11-21')), '11 years')
    assert.equal(ageInWords(born('2021-04-01'), day('2021-11-22')), '7 months')
    assert.equal(ageInWords(born('2019-11-23'), day('2021-11-22')), '23 months')
    assert.equal(ageInWords(born('2019-11-22'), day('2021-11-22')), '2 years')
    assert.equal(ageInWords(born('2021-10-22'), day('2021-11-22')), '1 month')
    assert.equal(ageInWords(born('2021-10-23'), day('2021-11-22')), '30 days')
    assert.equal(ageInWords(born('2021-11-21'), day('2021-11-22')), '1 day')
    assert.equal(ageInWords(born('2021-11-22'), day('2021-11-22')), 'born that day')
  })

  it('an unborn child has the day on which it is due', () => {
    assert.equal(ageInWords(expected('2021-05-03'), day('2021-02-01')), 'unborn, due 3 May')
    assert.equal(ageInWords(expected('2022-05-03'), day('2021-11-22')), 'unborn, due 3 May 2022')
    assert.equal(ageInWords(expected('2021-05-03'), day('2021-05-10')), 'unborn, was due 3 May')
  })

  it('a child born since was unborn on an earlier day', () => {
    assert.equal(ageInWords(born('2021-05-03'), day('2021-02-01')), 'unborn, born 3 May')
  })

  it('nothing known is said to be so', () => {
    assert.equal(ageInWords({ dateOfBirth: null, expectedDate: null }, day('2021-02-01')), 'age not known')
  })

  it('a child of 29 February is a year older on 1 March', () => {
    assert.equal(ageInYears(day('2016-02-29'), day('2021-02-28')), 4)
    assert.equal(ageInYears(day('2016-02-29'), day('2021-03-01')), 5)
    assert.equal(ageInYears(day('2016-02-29'), day('2020-02-29')), 4)
  })
})

describe('counts in words', () => {
  it('one is one and two are several', () => {
    assert.equal(count(1, 'child', 'children'), '1 child')
    assert.equal(count(2, 'child', 'children'), '2 children')
    assert.equal(count(0, 'contact'), '0 contacts')
  })

  it('thousands have commas', () => {
    assert.equal(count(9495, 'referral'), '9,495 referrals')
    assert.equal(count(1_234_567, 'row'), '1,234,567 rows')
  })
})
