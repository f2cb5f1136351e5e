import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar as calendar } from '#test/calendar'
import { answerOf, sentenceOf } from '#test/outcome'
import { dayNumberOf, plainDateOf } from './day-number.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

/** Any day from 2012 to the middle of 2028, so that some working days can be added to it. */
const anyDay = fc.integer({ min: dayNumberOf(day('2012-01-01')), max: dayNumberOf(day('2028-06-30')) }).map(plainDateOf)

const fewDays = fc.integer({ min: 1, max: 60 })

/** Monday to Friday without the file's own dates: what the calendar must agree with, worked out another way. */
const holidays = new Set(calendar.bankHolidays.days.map(({ date }) => date.toString()))
const isWorkedOtherwise = (date: Temporal.PlainDate) => date.dayOfWeek <= 5 && !holidays.has(date.toString())

describe('working days', () => {
  for (const [start = '', weekday = '', ...ends] of readVectors()) {
    it(`1, 15 and 45 working days after ${weekday} ${start} end on ${ends.join(', ')}`, () => {
      const found = [1, 15, 45].map((days) => answerOf(addWorkingDays(calendar, day(start), days)).toString())
      assert.deepEqual(found, ends)
    })
  }

  it('15 working days after 1 June 2022 step over the jubilee and end on 24 June', () => {
    assert.equal(answerOf(addWorkingDays(calendar, day('2022-06-01'), 15)).toString(), '2022-06-24')
  })

  it('nobody worked on the two jubilee days, nor on the day of the state funeral', () => {
    for (const off of ['2022-06-02', '2022-06-03', '2022-09-19']) {
      assert.equal(answerOf(isWorkingDay(calendar, day(off))), false)
    }
    assert.equal(answerOf(isWorkingDay(calendar, day('2022-06-01'))), true)
  })

  it('2022 had ten bank holidays and 250 working days', () => {
    assert.equal(calendar.bankHolidays.days.filter(({ date }) => date.year === 2022).length, 10)
    assert.equal(answerOf(workingDaysBetween(calendar, day('2021-12-31'), day('2022-12-31'))), 250)
  })

  it('no working days added is the day itself, worked or not', () => {
    assert.equal(answerOf(addWorkingDays(calendar, day('2021-12-25'), 0)).toString(), '2021-12-25')
  })

  it('a day off counts towards nothing: from Christmas Eve to Boxing Day is 0', () => {
    assert.equal(answerOf(workingDaysBetween(calendar, day('2021-12-24'), day('2021-12-26'))), 0)
  })
})

describe('working days, over 2012 to 2028', () => {
  it('adding n and counting back gives n', () => {
    fc.assert(
      fc.property(anyDay, fewDays, (from, days) => {
        const end = answerOf(addWorkingDays(calendar, from, days))
        assert.equal(answerOf(workingDaysBetween(calendar, from, end)), days)
      }),
    )
  })

  it('the end is never at a weekend or on a bank holiday', () => {
    fc.assert(
      fc.property(anyDay, fewDays, (from, days) => {
        const end = answerOf(addWorkingDays(calendar, from, days))
        assert.ok(isWorkedOtherwise(end))
        assert.equal(answerOf(isWorkingDay(calendar, end)), true)
      }),
    )
  })

  it('counting agrees with walking through the days one by one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (after, length) => {
        let walked = 0
        for (let step = 1; step <= length; step += 1) if (isWorkedOtherwise(after.add({ days: step }))) walked += 1
        assert.equal(answerOf(workingDaysBetween(calendar, after, after.add({ days: length }))), walked)
      }),
    )
  })

  it('who starts later, or has longer, is never due earlier', () => {
    fc.assert(
      fc.property(
        anyDay,
        fewDays,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (from, days, later, longer) => {
          const end = answerOf(addWorkingDays(calendar, from, days))
          const laterEnd = answerOf(addWorkingDays(calendar, from.add({ days: later }), days + longer))
          assert.ok(Temporal.PlainDate.compare(end, laterEnd) <= 0)
        },
      ),
    )
  })
})

describe('working days outside the known years', () => {
  it('a deadline after the last known bank holiday is not guessed', () => {
    assert.equal(
      sentenceOf(addWorkingDays(calendar, day('2028-12-20'), 15)),
      '15 working days after 20 Dec 2028 cannot be worked out, because the bank holidays known here end with 2028: import the next gov.uk file.',
    )
    assert.equal(answerOf(addWorkingDays(calendar, day('2028-12-28'), 1)).toString(), '2028-12-29')
  })

  it('a day after the last known year, or before the first, is not guessed', () => {
    assert.equal(
      sentenceOf(isWorkingDay(calendar, day('2029-01-01'))),
      '1 Jan 2029 is outside the years whose bank holidays are known here (2012 to 2028): import the next gov.uk file.',
    )
    assert.equal(
      sentenceOf(workingDaysBetween(calendar, day('2011-12-31'), day('2012-02-01'))),
      '31 Dec 2011 is outside the years whose bank holidays are known here (2012 to 2028).',
    )
    assert.match(
      sentenceOf(workingDaysBetween(calendar, day('2028-12-31'), day('2029-01-02'))),
      /^2 Jan 2029 is outside/,
    )
  })

  it('days the wrong way round, or half a working day, are said to be so', () => {
    assert.equal(
      sentenceOf(workingDaysBetween(calendar, day('2022-06-24'), day('2022-06-01'))),
      '1 Jun 2022 is before 24 Jun 2022: give the earlier day first.',
    )
    for (const count of [-1, 1.5, Number.NaN]) {
      assert.equal(
        sentenceOf(addWorkingDays(calendar, day('2022-06-01'), count)),
        'Give working days as a whole number, 0 or more.',
      )
    }
  })
})

/** The rows of the checked vectors: start, weekday, and the ends after 1, 15 and 45 working days. */
function readVectors(): readonly (readonly string[])[] {
  const file = new URL('../../../data/bank-holidays/working-day-vectors.csv', import.meta.url)
  const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  assert.ok(rows.length >= 8, 'the vectors are there')
  return rows.map((row) => row.split(','))
}
