import { type Checked, invalid, ok } from '../outcome.ts'

/** A time as it was typed, with the offset from UTC when one was. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nanosecond: number
  /** Minutes ahead of UTC; null when London's clock is meant. */
  readonly offsetMinutes: number | null
}

/** 14:05, 14.05, 14:05:59.123, 2:05 pm; with Z, +01:00 or +01 after it. */
const TIME =
  /^(?<hour>\d{1,2})[:.](?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)? ?(?<half>am|pm)? ?(?<offset>z|[+-]\d{2}(?::?\d{2})?)?$/i

/** Where a typed text splits into a day and a time; the second half is what TIME can read. */
const DAY_AND_TIME =
  /^(?<day>.*?\d)(?:T|,? )(?<time>\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?: ?(?:z|[+-]\d{2}(?::?\d{2})?))?)$/i

/** The day and the time of a text; no time when there is none. */
export function splitDayAndTime(text: string): { readonly day: string; readonly time: string | null } {
  const { day = text, time = null } = DAY_AND_TIME.exec(text)?.groups ?? {}
  return { day, time }
}

/** Reads the text of a time. */
export function readTimeText(text: string): Checked<TimeOfDay> {
  const parts = TIME.exec(text)?.groups
  if (!parts) return no('Write the time as hours and minutes, such as 14:05.')
  const { hour, minute, second, fraction, half, offset } = parts
  const hour24 = hourOf(Number(hour), half)
  if (hour24 === null) return no(`There is no ${text}: with am and pm, hours go from 1 to 12.`)
  if (hour24 > 23)
    return no(`There is no ${text}: hours go from 00 to 23, and midnight is 00:00 of the day that begins.`)
  if (Number(minute) > 59) return no(`There is no ${text}: minutes go from 00 to 59.`)
  if (Number(second ?? 0) > 59) return no(`There is no ${text}: seconds go from 00 to 59.`)
  const offsetMinutes = offset === undefined ? null : minutesOf(offset)
  if (offsetMinutes !== null && Math.abs(offsetMinutes) > LARGEST_OFFSET)
    return no(`${offset} is not an offset from UTC that any clock has.`)
  return ok({
    hour: hour24,
    minute: Number(minute),
    second: Number(second ?? 0),
    nanosecond: Number((fraction ?? '').padEnd(9, '0')),
    offsetMinutes,
  })
}

/** Line Islands, +14:00. */
const LARGEST_OFFSET = 14 * 60

/** The hour of 24 for one of 12 with am or pm; null when there is no such hour. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function minutesOf(offset: string): number {
  if (offset.toLowerCase() === 'z') return 0
  const digits = offset.replace(/\D/g, '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return offset.startsWith('-') ? -minutes : minutes
}

const no = (message: string): Checked<never> => invalid({ field: 'time', message })
