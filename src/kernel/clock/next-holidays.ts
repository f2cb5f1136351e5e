import type { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok } from '../outcome.ts'
import { dateInWords } from '../words/day.ts'
import type { BankHoliday, BankHolidays } from './bank-holidays.ts'
import { dayNumberOf } from './day-number.ts'

/**
 * Joins two publications. Neither loses a year: gov.uk's file forgets old years, so each alone may know too little. For a year
 * that both hold, the one that ends later is the newer publication and holds good (in 2019 the early May holiday of 2020 was
 * moved by four days); when both end alike, the second.
 */
export function joinBankHolidays(one: BankHolidays, other: BankHolidays): Checked<BankHolidays> {
  const [older, newer] = one.lastYear > other.lastYear ? [other, one] : [one, other]
  if (newer.firstYear > older.lastYear + 1) return no(gapInWords(older.lastYear, newer.firstYear))
  const earlier = older.days.filter((holiday) => holiday.date.year < newer.firstYear)
  const later = older.days.filter((holiday) => holiday.date.year > newer.lastYear)
  const firstYear = Math.min(older.firstYear, newer.firstYear)
  return ok({ firstYear, lastYear: newer.lastYear, days: [...earlier, ...newer.days, ...later] })
}

/** What a new publication changes. */
export interface NextBankHolidays {
  readonly bankHolidays: BankHolidays
  /** Days off work that were not known before, in years known and new. */
  readonly added: readonly BankHoliday[]
  /** Days that were thought to be bank holidays and are not. */
  readonly removed: readonly BankHoliday[]
}

/**
 * Takes the next publication after those known. Invalid when it would lose what is known: an older publication, one with a
 * gap before it, or one without a holiday that has already been (deadlines were met or missed by it). `today` in London.
 */
export function takeNextBankHolidays(
  known: BankHolidays,
  next: BankHolidays,
  today: Temporal.PlainDate,
): Checked<NextBankHolidays> {
  if (next.lastYear < known.lastYear) return no(olderInWords(known, next))
  const joined = joinBankHolidays(known, next)
  if (!joined.ok) return joined
  const removed = missingFrom(joined.value, known)
  const already = removed.find((holiday) => dayNumberOf(holiday.date) <= dayNumberOf(today))
  if (already) return no(lostInWords(already))
  return ok({ bankHolidays: joined.value, added: missingFrom(known, joined.value), removed })
}

/** The holidays of `theirs` that are on no day of `ours`. */
function missingFrom(ours: BankHolidays, theirs: BankHolidays): readonly BankHoliday[] {
  const days = new Set(ours.days.map((holiday) => dayNumberOf(holiday.date)))
  return theirs.days.filter((holiday) => !days.has(dayNumberOf(holiday.date)))
}

const gapInWords = (lastYear: number, firstYear: number): string =>
  `The bank holidays between ${lastYear} and ${firstYear} would be missing: import a file that holds those years first.`

const olderInWords = (known: BankHolidays, next: BankHolidays): string =>
  `The file ends with ${next.lastYear}, but ${known.lastYear} is already known: download the newest file from gov.uk.`

const lostInWords = ({ date, title }: BankHoliday): string =>
  `The file does not have ${dateInWords(date)} (${title}), which has already been a bank holiday: download the newest file from gov.uk.`

const no = (message: string): Checked<never> => invalid({ field: 'file', message })
