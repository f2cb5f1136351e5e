import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { answerOf, sentenceOf } from '#test/outcome'
import { afterElapsedHours, elapsedMinutes } from './elapsed.ts'
import {
  fromLondon,
  happensTwiceInLondon,
  LONDON,
  londonDate,
  londonDateTime,
  londonIso,
  londonOffset,
  readLondon,
  startOfLondonDay,
} from './london.ts'

const at = (text: string) => Temporal.Instant.from(text)

const local = (text: string) => Temporal.PlainDateTime.from(text)

const nanosecondsFrom = (from: string, to: string) =>
  fc.bigInt({ min: at(from).epochNanoseconds, max: at(to).epochNanoseconds }).map((each) => new Temporal.Instant(each))

const anyInstant = nanosecondsFrom('2012-01-01T00:00Z', '2029-01-01T00:00Z')

/** The nights of the clock changes deserve more than chance gives them. */
const nearChange = fc
  .tuple(fc.integer({ min: 2012, max: 2028 }), fc.constantFrom(3, 10), fc.integer({ min: -10_800, max: 10_800 }))
  .map(([year, month, seconds]) => {
    const last = new Temporal.PlainDate(year, month, 31)
    const sunday = last.subtract({ days: last.dayOfWeek % 7 })
    return at(`${sunday}T01:00Z`).add({ seconds })
  })

const instants = fc.oneof(anyInstant, nearChange)

const byTemporal = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(LONDON)

describe('London’s clock, held against Temporal over 2012 to 2028', () => {
  it('shows the same offset, date and time', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const zoned = byTemporal(instant)
        assert.equal(londonOffset(instant.epochMilliseconds), zoned.offsetNanoseconds / 1_000_000)
        assert.ok(londonDateTime(instant).equals(zoned.toPlainDateTime()))
        assert.ok(londonDate(instant).equals(zoned.toPlainDate()))
        const { year, month, day, hour, minute, second } = zoned
        assert.deepEqual(readLondon(instant), { year, month, day, hour, minute, second })
      }),
      { numRuns: 2000 },
    )
  })

  it('is right at the very seconds of every change', () => {
    for (let year = 2012; year <= 2028; year += 1) {
      let change = byTemporal(at(`${year}-01-01T00:00Z`)).getTimeZoneTransition('next')
      for (; change?.year === year; change = change.getTimeZoneTransition('next')) {
        for (const seconds of [-1, 0, 1]) {
          const near = change.toInstant().add({ seconds })
          assert.ok(londonDateTime(near).equals(byTemporal(near).toPlainDateTime()))
        }
      }
    }
  })

  it('turns back into the instant it came from', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const shown = londonDateTime(instant)
        const back = [answerOf(fromLondon(shown)), answerOf(fromLondon(shown, 'later'))]
        assert.ok(back.some((each) => each.equals(instant)))
        assert.equal(happensTwiceInLondon(shown), !back[0]?.equals(back[1] ?? instant))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes the earlier or the later of two as Temporal does, and refuses what Temporal refuses', () => {
    const seconds = fc.integer({ min: -20_000, max: 20_000 })
    const changes = fc.constantFrom('2021-03-28T01:00', '2021-10-31T01:00', '2028-03-26T01:00', '2012-10-28T01:00')
    fc.assert(
      fc.property(changes, seconds, (change, offset) => {
        const shown = local(change).add({ seconds: offset })
        const strict = attempt(() => shown.toZonedDateTime(LONDON, { disambiguation: 'reject' }).toInstant())
        const earlier = shown.toZonedDateTime(LONDON, { disambiguation: 'earlier' }).toInstant()
        const later = shown.toZonedDateTime(LONDON, { disambiguation: 'later' }).toInstant()
        const exists = strict !== null || happensTwiceInLondon(shown)
        assert.equal(fromLondon(shown).ok, exists)
        if (exists) assert.ok(answerOf(fromLondon(shown)).equals(earlier))
        if (exists) assert.ok(answerOf(fromLondon(shown, 'later')).equals(later))
      }),
      { numRuns: 1000 },
    )
  })

  it('starts each day when Temporal does, and knows the years when summer time was otherwise', () => {
    fc.assert(
      fc.property(nanosecondsFrom('1950-01-01T00:00Z', '2100-01-01T00:00Z'), (instant) => {
        const day = byTemporal(instant).toPlainDate()
        assert.ok(londonDate(instant).equals(day))
        assert.ok(startOfLondonDay(day).equals(day.toZonedDateTime(LONDON).toInstant()))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the nights when the clocks change', () => {
  it('a time in the hour that is left out in March does not exist, and the sentence says why', () => {
    assert.equal(
      sentenceOf(fromLondon(local('2021-03-28T01:30'))),
      '01:30 on 28 Mar 2021 did not exist, because the clocks went forward an hour: give the time as the clock showed it.',
    )
  })

  it('a time in the hour that comes twice in October is the earlier unless the later is asked for', () => {
    assert.equal(answerOf(fromLondon(local('2021-10-31T01:30'))).toString(), '2021-10-31T00:30:00Z')
    assert.equal(answerOf(fromLondon(local('2021-10-31T01:30'), 'later')).toString(), '2021-10-31T01:30:00Z')
    assert.equal(happensTwiceInLondon(local('2021-10-31T01:30')), true)
    assert.equal(happensTwiceInLondon(local('2021-10-31T02:00')), false)
  })

  it('24 hours from noon on the day before are up at 11:00 in October and 13:00 in March', () => {
    const after24 = (text: string) => londonIso(afterElapsedHours(answerOf(fromLondon(local(text))), 24))
    assert.equal(after24('2021-10-30T12:00'), '2021-10-31T11:00+00:00')
    assert.equal(after24('2021-03-27T12:00'), '2021-03-28T13:00+01:00')
  })
})

describe('elapsed time', () => {
  it('24 elapsed hours are always 1,440 minutes, whatever the clocks do', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1000 }), (from, hours) => {
        const after = afterElapsedHours(from, hours)
        assert.equal(after.epochNanoseconds - from.epochNanoseconds, BigInt(hours) * 3_600_000_000_000n)
        assert.equal(elapsedMinutes(from, after), hours * 60)
        assert.equal(elapsedMinutes(after, from), -hours * 60 + 0)
      }),
    )
  })

  it('half an hour is 30 minutes', () => {
    assert.equal(elapsedMinutes(at('2021-11-21T14:00Z'), afterElapsedHours(at('2021-11-21T14:00Z'), 0.5)), 30)
  })
})

describe('London time for machines', () => {
  it('has the offset, and seconds only when there are some', () => {
    assert.equal(londonIso(at('2021-07-01T12:00Z')), '2021-07-01T13:00+01:00')
    assert.equal(londonIso(at('2021-07-01T12:00:30Z')), '2021-07-01T13:00:30+01:00')
    assert.equal(londonIso(at('2021-01-01T12:00:00.25Z')), '2021-01-01T12:00:00.25+00:00')
  })

  it('reads back as the same instant', () => {
    fc.assert(fc.property(instants, (instant) => assert.ok(at(londonIso(instant)).equals(instant))))
  })
})

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
