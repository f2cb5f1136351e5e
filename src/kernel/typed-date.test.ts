import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { londonIso } from '#kernel/clock'
import {
  readExcelDay,
  readExcelTime,
  readTypedDay,
  readTypedMoment,
  readTypedTime,
  type TypedMoment,
} from '#kernel/typed-date'
import { dayInWords, timeInWords } from '#kernel/words'
import { answerOf, sentenceOf } from '#test/outcome'

const dayOf = (typed: string) => answerOf(readTypedDay(typed)).toString()

const timeOf = (typed: string) => answerOf(readTypedTime(typed)).toString()

const refusalOf = (typed: string) => sentenceOf(readTypedMoment(typed))

const noteOf = (moment: TypedMoment) => (moment.kind === 'time' ? moment.note : null)

describe('a typed day', () => {
  it('may be written in any of the ways that mean one day only', () => {
    const ways = ['2021-11-21', '2021/11/21', '21/11/2021', '21-11-2021', '21.11.2021', '21 Nov 2021', '21-Nov-2021']
    const inWords = [
      '21 November 2021',
      '21st nov 2021',
      'Sun 21 Nov 2021',
      'Sunday, 21 November 2021',
      ' 21 Nov, 2021 ',
    ]
    for (const way of [...ways, ...inWords]) assert.equal(dayOf(way), '2021-11-21', way)
  })

  it('has its day first: 3/4/2021 is 3 April', () => {
    assert.equal(dayOf('3/4/2021'), '2021-04-03')
    assert.equal(dayOf('1 Sept 2021'), '2021-09-01')
  })

  it('may have the no-break spaces and the midnight that spreadsheets add', () => {
    assert.equal(dayOf('\u00a021\u00a0Nov\u20092021'), '2021-11-21')
    assert.equal(dayOf('21/11/2021 00:00:00'), '2021-11-21')
    assert.equal(dayOf('2021-06-01T00:00:00Z'), '2021-06-01')
  })

  it('with any other time is refused where a day is wanted', () => {
    assert.equal(sentenceOf(readTypedDay('21/11/2021 14:05')), 'Give the date alone, without a time.')
  })

  it('reads back what the pages show', () => {
    const days = fc
      .integer({ min: 0, max: 73_000 })
      .map((each) => new Temporal.PlainDate(1900, 1, 1).add({ days: each }))
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: date } = day
        for (const way of [dayInWords(day), day.toString(), `${date}/${month}/${year}`]) {
          assert.ok(answerOf(readTypedDay(way)).equals(day), way)
        }
      }),
    )
  })
})

describe('a day that cannot be is refused with the reason', () => {
  const refusals: Readonly<Record<string, string>> = {
    '29/02/2021': '29 February 2021 does not exist: 2021 is not a leap year.',
    '31/02/2020': '31 February 2020 does not exist: February has 29 days in 2020.',
    '31 Apr 2020': '31 April 2020 does not exist: April has 30 days.',
    '45/11/2021': '45 November 2021 does not exist: November has 30 days.',
    '00/01/2020': 'There is no day 0: the first day of a month is 1.',
    '2021-13-01': 'There is no month 13: months go from 1 to 12.',
    '21/00/2021': 'There is no month 0: months go from 1 to 12.',
    '11/21/2021': 'There is no month 21: the day comes first here, so 21 November 2021 is 21/11/2021.',
    '21/11/21': 'Write the year with four digits, such as 2021 or 1921.',
    '0021-11-21': 'The year 0021 cannot be right: give one between 1900 and 2100.',
    '21/11/20211': 'The year 20211 cannot be right: give one between 1900 and 2100.',
    '21 Nob 2021': '"Nob" is not a month: write Jan, Feb, Mar and so on.',
    '21 Ma 2021': '"Ma" is not a month: write Jan, Feb, Mar and so on.',
    'Mon 21 Nov 2021': '21 November 2021 is a Sunday, not a Monday: check which of the two is right.',
    'Xyz 21 Nov 2021': '"Xyz" is not a day of the week: leave it out, or write Mon, Tue, Wed and so on.',
    '': 'Give a date, such as 21/11/2021.',
  }
  for (const [typed, sentence] of Object.entries(refusals)) {
    it(`"${typed}": ${sentence}`, () => assert.equal(refusalOf(typed), sentence))
  }

  it('what is no date at all is told how to write one', () => {
    for (const typed of ['#N/A', 'yesterday', '44521', '20211121', 'Nov 21 2021', '21/11', '14:05', '21 Nov', 'n/k']) {
      assert.equal(refusalOf(typed), 'Write the date as day, month and year, such as 21/11/2021 or 21 Nov 2021.', typed)
    }
  })

  it('29 February of a leap year is a day', () => {
    assert.equal(dayOf('29/02/2020'), '2020-02-29')
    assert.equal(dayOf('29 Feb 2000'), '2000-02-29')
    assert.equal(refusalOf('29/02/1900'), '29 February 1900 does not exist: 1900 is not a leap year.')
  })
})

describe('a typed time', () => {
  it('is London’s, in winter and summer', () => {
    for (const way of ['21/11/2021 14:05', '2021-11-21T14:05', '2021-11-21 14:05:00', 'Sun 21 Nov 2021, 14:05']) {
      assert.equal(timeOf(way), '2021-11-21T14:05:00Z', way)
    }
    for (const way of ['21 Nov 2021 2:05 pm', '21/11/2021 2.05PM', '21 Nov 2021 14.05']) {
      assert.equal(timeOf(way), '2021-11-21T14:05:00Z', way)
    }
    assert.equal(timeOf('21/7/2021 14:05'), '2021-07-21T13:05:00Z')
    assert.equal(timeOf('21/11/2021 12:05 am'), '2021-11-21T00:05:00Z')
    assert.equal(timeOf('21/11/2021 12:05 pm'), '2021-11-21T12:05:00Z')
  })

  it('is what it says when it has an offset', () => {
    assert.equal(timeOf('2021-07-21T14:05:00Z'), '2021-07-21T14:05:00Z')
    assert.equal(timeOf('2021-11-21T14:05+01:00'), '2021-11-21T13:05:00Z')
    assert.equal(timeOf('2021-11-21T14:05:30.25-0530'), '2021-11-21T19:35:30.25Z')
    assert.equal(timeOf('21/11/2021 14:05 +01'), '2021-11-21T13:05:00Z')
  })

  it('needs its date and its time', () => {
    assert.equal(sentenceOf(readTypedTime('21/11/2021')), 'Add the time after the date, such as 21/11/2021 14:05.')
    assert.equal(answerOf(readTypedMoment('21/11/2021')).kind, 'day')
    assert.equal(answerOf(readTypedMoment('21/11/2021 00:00')).kind, 'time')
  })

  it('that cannot be is refused with the reason', () => {
    const hours = 'hours go from 00 to 23, and midnight is 00:00 of the day that begins.'
    assert.equal(refusalOf('21/11/2021 24:30'), `There is no 24:30: ${hours}`)
    assert.equal(refusalOf('21/11/2021 24:00'), `There is no 24:00: ${hours}`)
    assert.equal(refusalOf('21/11/2021 14:60'), 'There is no 14:60: minutes go from 00 to 59.')
    assert.equal(refusalOf('2021-11-21T14:05:60'), 'There is no 14:05:60: seconds go from 00 to 59.')
    assert.equal(refusalOf('21/11/2021 13:05 pm'), 'There is no 13:05 pm: with am and pm, hours go from 1 to 12.')
    assert.equal(refusalOf('2021-11-21T14:05+99:00'), '+99:00 is not an offset from UTC that any clock has.')
    assert.equal(refusalOf('29/02/2021 14:05'), '29 February 2021 does not exist: 2021 is not a leap year.')
  })

  it('in the hour that March leaves out is refused', () => {
    assert.match(refusalOf('28/03/2021 01:30'), /^01:30 on 28 Mar 2021 did not exist, because the clocks went forward/)
  })

  it('in the hour that comes twice in October is the earlier, and a note says so', () => {
    const typed = answerOf(readTypedMoment('31/10/2021 01:30'))
    assert.equal(timeOf('31/10/2021 01:30'), '2021-10-31T00:30:00Z')
    assert.equal(
      noteOf(typed),
      '01:30 on 31 Oct 2021 happened twice, because the clocks went back: taken as the earlier (+01:00); add +00:00 for the later.',
    )
    assert.equal(timeOf('31/10/2021 01:30 +00:00'), '2021-10-31T01:30:00Z')
    assert.equal(noteOf(answerOf(readTypedMoment('31/10/2021 01:30 +00:00'))), null)
    assert.equal(noteOf(answerOf(readTypedMoment('31/10/2021 02:30'))), null)
  })

  it('reads back what the commands print, and what the pages show', () => {
    const minutes = fc.integer({ min: 1_325_376_000, max: 1_861_920_000 }).map((seconds) => seconds - (seconds % 60))
    fc.assert(
      fc.property(minutes, (seconds) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        assert.ok(answerOf(readTypedTime(londonIso(instant))).equals(instant))
        const shown = `${dayInWords(instant.toZonedDateTimeISO('Europe/London').toPlainDate())}, ${timeInWords(instant)}`
        const back = answerOf(readTypedMoment(shown))
        assert.ok(noteOf(back) !== null || (back.kind === 'time' && back.instant.equals(instant)), shown)
      }),
    )
  })
})

describe('whatever is typed', () => {
  it('is read or refused in a sentence, and never breaks the reader', () => {
    const nearDates = fc.stringMatching(
      /^[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{1,5}([T ,]{1,2}[0-9:.apmzZ+\- ]{0,12})?$/,
    )
    fc.assert(
      fc.property(fc.oneof(nearDates, fc.string()), (typed) => {
        const read = readTypedMoment(typed)
        if (!read.ok) assert.match(sentenceOf(read), /^.+\.$/s)
      }),
      { numRuns: 3000 },
    )
  })

  it('a long line of nonsense is refused at once', () => {
    const started = performance.now()
    for (const piece of ['1', ' ', '1:', '1 1:11', 'a', '+']) readTypedMoment(piece.repeat(20_000))
    assert.ok(performance.now() - started < 1000)
  })
})

describe('a spreadsheet’s own number for a date', () => {
  it('is the day that the spreadsheet shows', () => {
    assert.equal(answerOf(readExcelDay(44_521)).toString(), '2021-11-21')
    assert.equal(answerOf(readExcelDay(61)).toString(), '1900-03-01')
    assert.equal(answerOf(readExcelDay(43_890)).toString(), '2020-02-29')
  })

  it('is the time that it shows on a London clock, to the second', () => {
    const timeOfSerial = (serial: number) => {
      const { instant, note } = answerOf(readExcelTime(serial))
      return { time: londonIso(instant), isChosen: note !== null }
    }
    assert.deepEqual(timeOfSerial(44_521.586805555555), { time: '2021-11-21T14:05+00:00', isChosen: false })
    assert.deepEqual(timeOfSerial(44_398.99999999), { time: '2021-07-22T00:00+01:00', isChosen: false })
    assert.deepEqual(timeOfSerial(44_500.0625), { time: '2021-10-31T01:30+01:00', isChosen: true })
    assert.match(sentenceOf(readExcelTime(44_283.0625)), /01:30 on 28 Mar 2021 did not exist/)
  })

  it('with a time is refused where a day is wanted', () => {
    assert.equal(sentenceOf(readExcelDay(44_521.5)), 'Give the date alone, without a time.')
  })

  it('that means different days in different programs, or none, is refused', () => {
    for (const serial of [0, -3, 59, 60, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.match(sentenceOf(readExcelDay(serial)), /is not a spreadsheet's number for a date/)
    }
    assert.equal(sentenceOf(readExcelDay(2_958_465)), 'The year 9999 cannot be right: give one between 1900 and 2100.')
    assert.match(sentenceOf(readExcelDay(1e300)), /cannot be right|is not a spreadsheet's/)
  })
})
