import { Temporal } from 'temporal-polyfill'
import { type CalendarDay, dayNumberOf, plainDateOf } from '../clock/day-number.ts'
import { fromLondon, happensTwiceInLondon } from '../clock/london.ts'
import { type Checked, invalid, ok } from '../outcome.ts'
import { dateInWords } from '../words/day.ts'
import { readDayText } from './day.ts'
import { readTimeText, splitDayAndTime, type TimeOfDay } from './time-of-day.ts'

/** What somebody typed: a day, or a time with its day. Extracts have both in one column. */
export type TypedMoment = TypedDay | TypedTime

export interface TypedDay {
  readonly kind: 'day'
  readonly day: Temporal.PlainDate
}

export interface TypedTime {
  readonly kind: 'time'
  readonly instant: Temporal.Instant
  /** A sentence when something had to be chosen (the hour that happens twice), so that an import can list it. */
  readonly note: string | null
  /** In the hour that happens twice, the other of the two, for whoever knows what came before. */
  readonly later: TypedTime | null
}

/** Reads a day, or a day and time in London unless an offset is given. Invalid in a sentence that says what to do. */
export function readTypedMoment(typed: string): Checked<TypedMoment> {
  const text = tidy(typed)
  if (text === '') return no('date', 'Give a date, such as 21/11/2021.')
  const split = splitDayAndTime(text)
  const day = readDayText(split.day)
  if (!day.ok) return day
  if (split.time === null) return ok({ kind: 'day', day: plainDateOf(dayNumberOf(day.value)) })
  const time = readTimeText(split.time)
  return time.ok ? toTypedTime(day.value, time.value) : time
}

/** Reads a day. Spreadsheets add 00:00 to days, which is taken for nothing; any other time is refused. */
export function readTypedDay(typed: string): Checked<Temporal.PlainDate> {
  const { day, time } = splitDayAndTime(tidy(typed))
  if (time !== null && !isMidnight(readTimeText(time))) return no('date', 'Give the date alone, without a time.')
  const read = readTypedMoment(day)
  if (!read.ok) return read
  return read.value.kind === 'day' ? ok(read.value.day) : no('date', 'Give the date alone, without a time.')
}

/** Reads a day and time, in London unless an offset is given; in the hour that happens twice, the earlier. */
export function readTypedTime(typed: string): Checked<Temporal.Instant> {
  const read = readTypedMoment(typed)
  if (!read.ok) return read
  if (read.value.kind === 'time') return ok(read.value.instant)
  return no('time', 'Add the time after the date, such as 21/11/2021 14:05.')
}

/** Makes the no-break and thin spaces of spreadsheets into spaces, and several into one. */
const tidy = (typed: string): string => typed.replace(/\s+/g, ' ').trim()

const isMidnight = (time: Checked<TimeOfDay>): boolean =>
  time.ok && time.value.hour + time.value.minute + time.value.second + time.value.nanosecond === 0

function toTypedTime({ year, month, day }: CalendarDay, time: TimeOfDay): Checked<TypedTime> {
  const { hour, minute, second, nanosecond, offsetMinutes } = time
  const [milliseconds, microseconds] = [Math.floor(nanosecond / 1e6), Math.floor(nanosecond / 1e3) % 1e3]
  const parts = [hour, minute, second, milliseconds, microseconds, nanosecond % 1e3] as const
  const local = new Temporal.PlainDateTime(year, month, day, ...parts)
  return offsetMinutes === null
    ? inLondon(local)
    : ok({ kind: 'time', instant: atOffset(local, offsetMinutes), note: null, later: null })
}

const atOffset = (local: Temporal.PlainDateTime, offsetMinutes: number): Temporal.Instant =>
  local.toZonedDateTime('UTC').toInstant().subtract({ minutes: offsetMinutes })

/** Takes a date and time for London's, with the note that the repeated hour needs. */
export function inLondon(local: Temporal.PlainDateTime): Checked<TypedTime> {
  const instant = fromLondon(local)
  if (!instant.ok) return instant
  const only = { kind: 'time', instant: instant.value, note: null, later: null } as const
  const later = happensTwiceInLondon(local) ? fromLondon(local, 'later') : null
  if (later === null || !later.ok) return ok(only)
  const twice = `${local.toPlainTime().toString({ smallestUnit: 'minute' })} on ${dateInWords(local)} happened twice, because the clocks went back:`
  return ok({
    ...only,
    note: `${twice} taken as the earlier (+01:00); add +00:00 for the later.`,
    later: {
      ...only,
      instant: later.value,
      note: `${twice} taken as the later (+00:00), because of what it followed.`,
    },
  })
}

const no = (field: 'date' | 'time', message: string): Checked<never> => invalid({ field, message })
