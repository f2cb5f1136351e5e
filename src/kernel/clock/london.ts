import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok } from '../outcome.ts'
import { dateInWords } from '../words/day.ts'
import { type CalendarDay, calendarDayOf, dayNumberOf } from './day-number.ts'

/**
 * Times in Europe/London. Asking the time-zone tables costs some 30 microseconds a time, and a duty board asks hundreds
 * of times; so each year's clock changes are asked for once and the rest is whole-number arithmetic. A property test
 * holds this equal to Temporal's own answer.
 */
export const LONDON = 'Europe/London'

const MINUTE = 60_000
const DAY = 86_400_000
const NANOSECONDS_IN_SECOND = 1_000_000_000n
const NANOSECONDS_IN_MILLISECOND = 1_000_000n

/** The clock changes of one calendar year (UTC): the offset that it starts with and each change in it, in milliseconds. */
interface YearOfOffsets {
  readonly atStart: number
  readonly changes: readonly { readonly at: number; readonly offset: number }[]
}

const yearsSeen = new Map<number, YearOfOffsets>()

function yearOfOffsets(year: number): YearOfOffsets {
  const seen = yearsSeen.get(year)
  if (seen) return seen
  const asked = askTimeZone(year)
  yearsSeen.set(year, asked)
  return asked
}

function askTimeZone(year: number): YearOfOffsets {
  const start = londonFrom(dayNumberOf({ year, month: 1, day: 1 }) * DAY)
  const end = dayNumberOf({ year: year + 1, month: 1, day: 1 }) * DAY
  const changes = []
  let change = start.getTimeZoneTransition('next')
  while (change && change.epochMilliseconds < end) {
    changes.push({ at: change.epochMilliseconds, offset: offsetMilliseconds(change) })
    change = change.getTimeZoneTransition('next')
  }
  return { atStart: offsetMilliseconds(start), changes }
}

const londonFrom = (epochMilliseconds: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(LONDON)

const offsetMilliseconds = (london: Temporal.ZonedDateTime): number => london.offsetNanoseconds / 1_000_000

/** How far London's clocks are ahead of UTC at a moment, in milliseconds: 0 in winter, 3,600,000 in summer. */
export function londonOffset(epochMilliseconds: number): number {
  const { atStart, changes } = yearOfOffsets(calendarDayOf(Math.floor(epochMilliseconds / DAY)).year)
  let offset = atStart
  for (const change of changes) if (epochMilliseconds >= change.at) offset = change.offset
  return offset
}

/** What a London clock and calendar show at an instant, to the second. */
export interface LondonReading extends CalendarDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Reads a London clock at an instant: the cheapest way to draw it. */
export function readLondon(instant: Temporal.Instant): LondonReading {
  const local = localMilliseconds(instant)
  const dayNumber = Math.floor(local / DAY)
  const secondOfDay = Math.floor((local - dayNumber * DAY) / 1000)
  const { year, month, day } = calendarDayOf(dayNumber)
  return {
    year,
    month,
    day,
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
  }
}

const localMilliseconds = ({ epochMilliseconds }: Temporal.Instant): number =>
  epochMilliseconds + londonOffset(epochMilliseconds)

/** The number of the London day in which an instant falls (see day-number.ts). */
export const londonDayNumber = (instant: Temporal.Instant): number => Math.floor(localMilliseconds(instant) / DAY)

/** The day in London at an instant. */
export function londonDate(instant: Temporal.Instant): Temporal.PlainDate {
  const { year, month, day } = calendarDayOf(londonDayNumber(instant))
  return new Temporal.PlainDate(year, month, day)
}

/** The date and time of a London clock at an instant, to the nanosecond. */
export function londonDateTime(instant: Temporal.Instant): Temporal.PlainDateTime {
  const { year, month, day, hour, minute, second } = readLondon(instant)
  const belowSecond = Number(
    ((instant.epochNanoseconds % NANOSECONDS_IN_SECOND) + NANOSECONDS_IN_SECOND) % NANOSECONDS_IN_SECOND,
  )
  const millisecond = Math.floor(belowSecond / 1_000_000)
  const microsecond = Math.floor(belowSecond / 1000) % 1000
  return new Temporal.PlainDateTime(
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond,
    microsecond,
    belowSecond % 1000,
  )
}

/** "2021-10-31T11:00+00:00": ISO 8601 with London's offset, seconds only when there are any. For machines to read. */
export function londonIso(instant: Temporal.Instant): string {
  const withoutEmptySeconds = londonDateTime(instant)
    .toString()
    .replace(/(T\d{2}:\d{2}):00$/, '$1')
  return withoutEmptySeconds + offsetText(londonOffset(instant.epochMilliseconds))
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

const twoDigits = (number: number): string => `${number}`.padStart(2, '0')

/** Which of the two to take when a time happens twice, on the night when the clocks go back. */
export type Repeated = 'earlier' | 'later'

/**
 * The instant at which London's clocks show a local date and time. On the last Sunday of March an hour does not exist:
 * Invalid, in a sentence. On the last Sunday of October an hour happens twice: the earlier (summer time) is taken unless
 * the caller asks for the later; `happensTwiceInLondon` says whether there was a choice, so that it can be told.
 */
export function fromLondon(local: Temporal.PlainDateTime, take: Repeated = 'earlier'): Checked<Temporal.Instant> {
  const found = offsetsShowing(local)
  const offset = take === 'earlier' ? found[0] : found.at(-1)
  if (offset === undefined) return invalid({ field: 'time', message: doesNotExist(local) })
  const belowMillisecond = BigInt(local.microsecond * 1000 + local.nanosecond)
  return ok(new Temporal.Instant(BigInt(asIfUtc(local) - offset) * NANOSECONDS_IN_MILLISECOND + belowMillisecond))
}

/** True for a time in the hour that is lived through twice when the clocks go back. */
export const happensTwiceInLondon = (local: Temporal.PlainDateTime): boolean => offsetsShowing(local).length > 1

/** The first instant of a day in London. Clocks change an hour or more after midnight, so there is always just one. */
export function startOfLondonDay(day: Temporal.PlainDate): Temporal.Instant {
  const midnight = dayNumberOf(day) * DAY
  return Temporal.Instant.fromEpochMilliseconds(midnight - londonOffset(midnight - 60 * MINUTE))
}

const asIfUtc = (local: Temporal.PlainDateTime): number =>
  dayNumberOf(local) * DAY + ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond

/** The offsets under which a London clock shows this time: two in the repeated hour, earliest instant first; none in the skipped one. */
function offsetsShowing(local: Temporal.PlainDateTime): readonly number[] {
  const shown = asIfUtc(local)
  const around = new Set([londonOffset(shown - DAY), londonOffset(shown + DAY)])
  return [...around].filter((offset) => londonOffset(shown - offset) === offset).sort((one, other) => other - one)
}

const doesNotExist = (local: Temporal.PlainDateTime): string =>
  `${clockTime(local)} on ${dateInWords(local)} did not exist, because the clocks went forward an hour: give the time as the clock showed it.`

const clockTime = ({ hour, minute }: Temporal.PlainDateTime): string => `${twoDigits(hour)}:${twoDigits(minute)}`
