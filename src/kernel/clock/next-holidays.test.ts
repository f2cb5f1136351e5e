import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { answerOf, sentenceOf } from '#test/outcome'
import type { BankHoliday, BankHolidays } from './bank-holidays.ts'
import { joinBankHolidays, takeNextBankHolidays } from './next-holidays.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const known = shippedCalendar.bankHolidays

const today = day('2026-11-23')

/** The known holidays of some years, as a publication of its own. */
const publication = (firstYear: number, lastYear: number, more: readonly BankHoliday[] = []): BankHolidays => ({
  firstYear,
  lastYear,
  days: [...known.days.filter(({ date }) => date.year >= firstYear && date.year <= lastYear), ...more],
})

const days2029 = [1, 92, 95, 128, 149, 240, 359, 360].map((dayOfYear) => ({
  title: 'A bank holiday of 2029',
  date: day('2028-12-31').add({ days: dayOfYear }),
}))

const without = (holidays: BankHolidays, date: string): BankHolidays => ({
  ...holidays,
  days: holidays.days.filter((holiday) => holiday.date.toString() !== date),
})

describe('taking the next bank holidays file', () => {
  it('adds its new year and loses none, though gov.uk’s file forgets old years', () => {
    const next = answerOf(takeNextBankHolidays(known, publication(2024, 2029, days2029), today))
    assert.equal(next.bankHolidays.firstYear, 2012)
    assert.equal(next.bankHolidays.lastYear, 2029)
    assert.equal(next.bankHolidays.days.length, known.days.length + 8)
    assert.deepEqual(next.added, days2029)
    assert.deepEqual(next.removed, [])
  })

  it('twice changes nothing more', () => {
    const once = answerOf(takeNextBankHolidays(known, publication(2024, 2029, days2029), today))
    const twice = answerOf(takeNextBankHolidays(once.bankHolidays, publication(2024, 2029, days2029), today))
    assert.deepEqual(twice, { bankHolidays: once.bankHolidays, added: [], removed: [] })
  })

  it('moves a holiday that is still to come', () => {
    const moved = { title: 'Early May bank holiday', date: day('2028-05-08') }
    const next = without(publication(2024, 2029, days2029), '2028-05-01')
    const answer = answerOf(takeNextBankHolidays(known, { ...next, days: [...next.days, moved] }, today))
    assert.deepEqual(
      answer.removed.map(({ date }) => date.toString()),
      ['2028-05-01'],
    )
    assert.ok(answer.added.includes(moved))
  })

  it('does not take back a holiday that has already been', () => {
    assert.equal(
      sentenceOf(takeNextBankHolidays(known, without(publication(2020, 2028), '2022-09-19'), today)),
      'The file does not have 19 Sep 2022 (Bank Holiday for the State Funeral of Queen Elizabeth II), which has already been a bank holiday: download the newest file from gov.uk.',
    )
  })

  it('refuses an older file, and one that leaves a gap', () => {
    assert.equal(
      sentenceOf(takeNextBankHolidays(known, publication(2018, 2027), today)),
      'The file ends with 2027, but 2028 is already known: download the newest file from gov.uk.',
    )
    const after = { firstYear: 2030, lastYear: 2030, days: [] }
    assert.equal(
      sentenceOf(takeNextBankHolidays(known, after, today)),
      'The bank holidays between 2028 and 2030 would be missing: import a file that holds those years first.',
    )
  })
})

describe('joining two publications', () => {
  it('believes the one that ends later for the years that both hold, whichever comes first', () => {
    const older = publication(2012, 2027)
    const newer = without(publication(2024, 2028), '2027-05-03')
    for (const joined of [joinBankHolidays(older, newer), joinBankHolidays(newer, older)]) {
      const dates = answerOf(joined).days.map(({ date }) => date.toString())
      assert.ok(!dates.includes('2027-05-03'))
      assert.deepEqual(dates, dates.toSorted())
      assert.ok(dates.includes('2012-01-02') && dates.includes('2028-12-26'))
    }
  })

  it('believes the second when both end alike', () => {
    const second = without(publication(2026, 2028), '2028-05-01')
    assert.ok(!answerOf(joinBankHolidays(known, second)).days.some(({ date }) => date.toString() === '2028-05-01'))
  })
})
