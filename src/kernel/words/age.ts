import type { Temporal } from 'temporal-polyfill'
import { ageInMonths } from '../age.ts'
import { dayNumberOf } from '../clock/day-number.ts'
import { count } from './count.ts'
import { dateInWords, dayAndMonthInWords } from './day.ts'

/** What is known of a child's birth. */
export interface AgeOf {
  readonly dateOfBirth: Temporal.PlainDate | null
  /** The day an unborn child is expected; ignored once there is a date of birth. */
  readonly expectedDate: Temporal.PlainDate | null
}

/** From here on ages are told in years; a baby's months matter to the work. */
const YEARS_FROM_MONTHS = 24

/** "12 years", "7 months", "9 days", "unborn, due 3 May", or "age not known", on a day. */
export function ageInWords({ dateOfBirth, expectedDate }: AgeOf, onDay: Temporal.PlainDate): string {
  if (!dateOfBirth) return expectedDate ? unbornInWords(expectedDate, onDay) : 'age not known'
  const days = dayNumberOf(onDay) - dayNumberOf(dateOfBirth)
  if (days < 0) return `unborn, born ${nearDay(dateOfBirth, onDay)}`
  if (days === 0) return 'born that day'
  const months = ageInMonths(dateOfBirth, onDay)
  if (months < 1) return count(days, 'day')
  return months < YEARS_FROM_MONTHS ? count(months, 'month') : count(Math.floor(months / 12), 'year')
}

function unbornInWords(expected: Temporal.PlainDate, onDay: Temporal.PlainDate): string {
  const isPast = dayNumberOf(expected) < dayNumberOf(onDay)
  return `unborn, ${isPast ? 'was due' : 'due'} ${nearDay(expected, onDay)}`
}

/** The year is told only when it is another one. */
const nearDay = (day: Temporal.PlainDate, onDay: Temporal.PlainDate): string =>
  day.year === onDay.year ? dayAndMonthInWords(day) : dateInWords(day)
