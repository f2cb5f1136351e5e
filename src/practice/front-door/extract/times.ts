import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dayOf, isBlankHere, type Reading, readMoment, reject, warn, warnOfMidnight, whyNot } from '#platform/reading'
import { isBeforeTheMinuteOf } from '../rules/clocks.ts'
import type { ExtractColumn } from './columns.ts'
import type { Received } from './row.ts'

const WRITE_TIME = 'Write the date and time as 21/11/2021 14:05, or 2021-11-21T14:05+00:00.'
const CORRECT_ONE = 'Correct the one of the two that is wrong.'

/** When the contact reached the council: both clocks start here. Null, and the row rejected, when it cannot be. */
export function readReceived(reading: Reading<ExtractColumn>): Received | null {
  const read = readMoment(reading, 'received_at')
  if (read === null) {
    reject(reading, 'received_at', 'Without it no clock can start.', 'Fill in when the contact reached the council.')
    return null
  }
  if (!read.ok) {
    reject(reading, 'received_at', whyNot(read), WRITE_TIME)
    return null
  }
  const on = dayOf(read.value)
  const { now } = reading.context
  if (isFuture(read.value.kind === 'time' ? read.value.instant : null, on, now)) {
    reject(reading, 'received_at', 'This has not come yet.', 'Correct the date: the day comes before the month.')
    return null
  }
  if (read.value.kind === 'day') return { isHistory: true, at: null, on }
  warnOfMidnight(reading, 'received_at', read.value.instant)
  return { isHistory: false, at: read.value.instant, on }
}

const isFuture = (instant: Temporal.Instant | null, on: Temporal.PlainDate, now: Temporal.Instant): boolean =>
  instant === null ? isLaterDay(on, londonDate(now)) : instant.epochNanoseconds > now.epochNanoseconds

const isLaterDay = (day: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, other) > 0

/** What must not lie after a time, and how the sentence calls it. */
export interface Earlier {
  readonly at: Temporal.Instant | null
  readonly words: string
}

/**
 * A time that may be missing. Rejects the row when it cannot be: not a date, to come, or before what it followed (to the
 * minute, as people write). A day alone is not enough to measure from: null, and told.
 */
export function readLaterTime(
  reading: Reading<ExtractColumn>,
  column: 'recorded_at' | 'decided_at' | 'decision_recorded_at',
  earlier: Earlier,
): Temporal.Instant | null {
  const read = readMoment(reading, column, earlier.at)
  if (read === null) return null
  if (!read.ok) {
    reject(reading, column, whyNot(read), WRITE_TIME)
    return null
  }
  if (read.value.kind === 'day') {
    warn(reading, column, 'A day without a time: nothing can be measured from it, so it was left out.')
    return null
  }
  const { instant } = read.value
  rejectImpossible(reading, column, instant, earlier)
  return instant
}

function rejectImpossible(
  reading: Reading<ExtractColumn>,
  column: ExtractColumn,
  instant: Temporal.Instant,
  earlier: Earlier,
): void {
  if (instant.epochNanoseconds > reading.context.now.epochNanoseconds) {
    reject(reading, column, 'This time has not come yet.', 'Correct the date: the day comes before the month.')
  } else if (earlier.at !== null && isBeforeTheMinuteOf(instant, earlier.at)) {
    reject(reading, column, `This is before ${earlier.words}.`, CORRECT_ONE)
  }
}

/** Tells where a file that usually says when something was recorded does not. */
export function warnUnmeasured(reading: Reading<ExtractColumn>, column: ExtractColumn, words: string): void {
  if (isBlankHere(reading, column)) warn(reading, column, `Not given: ${words} cannot be measured.`)
}
