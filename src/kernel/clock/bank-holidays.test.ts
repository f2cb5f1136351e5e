import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { answerOf, sentenceOf } from '#test/outcome'
import { readBankHolidays, toGovUkJson } from './bank-holidays.ts'

const shipped = shippedCalendar.bankHolidays

const datesIn = (year: number) =>
  shipped.days.filter(({ date }) => date.year === year).map(({ date }) => date.toString())

const fileOf = (events: unknown) => ({ 'england-and-wales': { division: 'england-and-wales', events } })

const events2022 = shipped.days
  .filter(({ date }) => date.year === 2022)
  .map(({ title, date }) => ({ title, date: date.toString() }))

describe('the bank holidays that come with the product', () => {
  it('are those of 2012 to 2028', () => {
    assert.equal(shipped.firstYear, 2012)
    assert.equal(shipped.lastYear, 2028)
  })

  for (let year = 2012; year <= 2028; year += 1) {
    it(`are, for ${year}, the days that statute and proclamations give`, () => {
      assert.deepEqual(datesIn(year), byStatute(year))
    })
  }
})

describe('a bank holidays file', () => {
  it('read, written and read again is the same', () => {
    assert.deepEqual(answerOf(readBankHolidays(toGovUkJson(shipped))), shipped)
  })

  it('may be in any order', () => {
    assert.equal(answerOf(readBankHolidays(fileOf(events2022.toReversed()))).days[0]?.date.toString(), '2022-01-03')
  })

  it('of another shape is refused', () => {
    for (const other of [
      null,
      3,
      'text',
      [],
      {},
      { 'england-and-wales': null },
      { scotland: {} },
      fileOf([]),
      fileOf({}),
    ]) {
      assert.equal(
        sentenceOf(readBankHolidays(other)),
        'This is not a gov.uk bank holidays file: it has no events under "england-and-wales".',
      )
    }
  })

  it('with an event that cannot be is refused, naming the event', () => {
    const withFirst = (event: unknown) => sentenceOf(readBankHolidays(fileOf([event, ...events2022])))
    const place = 'Event 1 under "england-and-wales"'
    assert.equal(withFirst('2022-01-03'), `${place} is not an object with a title and a date.`)
    assert.equal(withFirst({ title: ' ', date: '2022-01-04' }), `${place} has no title.`)
    assert.equal(withFirst({ title: 'A day', date: '04/01/2022' }), `${place} has no date such as 2022-06-02.`)
    assert.equal(
      withFirst({ title: 'A day', date: '2022-02-30' }),
      `${place} has a date that does not exist: 2022-02-30.`,
    )
    assert.match(
      withFirst({ title: 'A day', date: '2022-12-25' }),
      /is at a weekend, where gov\.uk gives the substitute day/,
    )
    assert.equal(withFirst(events2022[0]), '3 Jan 2022 is in the file twice.')
  })

  it('cut short is refused, because each year has at least eight', () => {
    assert.equal(
      sentenceOf(readBankHolidays(fileOf(events2022.slice(0, 7)))),
      'The file has 7 bank holidays for 2022, but England and Wales have at least 8 in every year: it seems cut short.',
    )
    const gap = [
      ...events2022,
      ...events2022.map(({ title }, index) => ({ title, date: `2024-01-${15 + (index % 5)}` })),
    ]
    assert.match(sentenceOf(readBankHolidays(fileOf(gap.slice(0, 15)))), /has 0 bank holidays for 2023/)
  })
})

/** Banking and Financial Dealings Act 1971, common law, and the royal proclamations of these years. */
function byStatute(year: number): readonly string[] {
  const easter = easterSunday(year)
  const usual = {
    newYear: substituted(new Temporal.PlainDate(year, 1, 1)),
    goodFriday: easter.subtract({ days: 2 }),
    easterMonday: easter.add({ days: 1 }),
    earlyMay: mondayFrom(new Temporal.PlainDate(year, 5, 1)),
    spring: mondayFrom(new Temporal.PlainDate(year, 5, 25)),
    summer: mondayFrom(new Temporal.PlainDate(year, 8, 25)),
    ...christmas(year),
  }
  const days = Object.entries(usual).map(([name, day]) => PROCLAIMED_MOVES[`${name} ${year}`] ?? day.toString())
  return [...days, ...(PROCLAIMED_EXTRAS[year] ?? [])].toSorted()
}

const PROCLAIMED_MOVES: Readonly<Record<string, string>> = {
  'spring 2012': '2012-06-04',
  'earlyMay 2020': '2020-05-08',
  'spring 2022': '2022-06-02',
}

const PROCLAIMED_EXTRAS: Readonly<Record<number, readonly string[]>> = {
  2012: ['2012-06-05'],
  2022: ['2022-06-03', '2022-09-19'],
  2023: ['2023-05-08'],
}

const substituted = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day)

const mondayFrom = (day: Temporal.PlainDate) => day.add({ days: (8 - day.dayOfWeek) % 7 })

/** Two days off: where either is at a weekend, the weekdays after them. */
function christmas(year: number) {
  const first = new Temporal.PlainDate(year, 12, 25)
  const offered = [0, 1, 2, 3, 4].map((days) => first.add({ days })).filter((day) => day.dayOfWeek <= 5)
  const [christmasDay = first, boxingDay = first] = offered
  return { christmasDay, boxingDay }
}

/** The anonymous Gregorian computus (Oudin's form). */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7
  return new Temporal.PlainDate(year, 3, 28).add({ days: moon - weekday })
}
