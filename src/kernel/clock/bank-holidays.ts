import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok, type Problem } from '../outcome.ts'
import { dateInWords } from '../words/day.ts'
import { dayNumberOf, weekdayOf } from './day-number.ts'

/** One bank holiday of England and Wales. */
export interface BankHoliday {
  readonly date: Temporal.PlainDate
  /** As gov.uk calls it: "Bank Holiday for the State Funeral of Queen Elizabeth II". */
  readonly title: string
}

/** All bank holidays of some whole years, in order; the years have no gap between them. */
export interface BankHolidays {
  readonly firstYear: number
  readonly lastYear: number
  readonly days: readonly BankHoliday[]
}

/**
 * The fewest that England and Wales have had in any year since 1978, when the early May holiday began. A year with fewer
 * is a file cut short, and a deadline worked out from it would be a day wrong without anybody knowing.
 */
const FEWEST_IN_A_YEAR = 8

/**
 * Reads the file that gov.uk publishes (https://www.gov.uk/bank-holidays.json): `england-and-wales` with its `events`, each
 * with a `title` and a `date`. Takes whole years only; Invalid says in sentences what is wrong with the file.
 */
export function readBankHolidays(govUkJson: unknown): Checked<BankHolidays> {
  const division = holds(govUkJson, 'england-and-wales') ? govUkJson['england-and-wales'] : undefined
  const events = holds(division, 'events') ? division.events : undefined
  if (!Array.isArray(events) || events.length === 0) {
    return invalid(problem('This is not a gov.uk bank holidays file: it has no events under "england-and-wales".'))
  }
  const read = events.map(readEvent)
  const problems = read.filter((each) => typeof each === 'string').map(problem)
  if (problems.length > 0) return invalid(...problems)
  return wholeYears(read.filter((each) => typeof each !== 'string'))
}

/** Writes bank holidays as gov.uk does, so that the same reader reads them again. */
export const toGovUkJson = ({ days }: BankHolidays): unknown => ({
  'england-and-wales': {
    division: 'england-and-wales',
    events: days.map(({ title, date }) => ({ title, date: date.toString() })),
  },
})

function readEvent(event: unknown, index: number): BankHoliday | string {
  const place = `Event ${index + 1} under "england-and-wales"`
  if (!holds(event, 'title') || !holds(event, 'date')) return `${place} is not an object with a title and a date.`
  const { title, date } = event
  if (typeof title !== 'string' || title.trim() === '') return `${place} has no title.`
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return `${place} has no date such as 2022-06-02.`
  const day = readDay(date)
  if (!day) return `${place} has a date that does not exist: ${date}.`
  if (weekdayOf(dayNumberOf(day)) > 5)
    return `${place}, ${date}, is at a weekend, where gov.uk gives the substitute day.`
  return { date: day, title: title.trim() }
}

function readDay(date: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date)
  } catch {
    return null
  }
}

/** Puts holidays in order and makes sure that each year between the first and the last is there whole. */
function wholeYears(unordered: readonly BankHoliday[]): Checked<BankHolidays> {
  const days = unordered.toSorted((one, other) => Temporal.PlainDate.compare(one.date, other.date))
  const twice = days.find((holiday, index) => days[index + 1]?.date.equals(holiday.date))
  if (twice) return invalid(problem(`${dateInWords(twice.date)} is in the file twice.`))
  const firstYear = days[0]?.date.year ?? 0
  const lastYear = days.at(-1)?.date.year ?? 0
  for (let year = firstYear; year <= lastYear; year += 1) {
    const found = days.filter((holiday) => holiday.date.year === year).length
    if (found < FEWEST_IN_A_YEAR) return invalid(problem(tooFew(year, found)))
  }
  return ok({ firstYear, lastYear, days })
}

const tooFew = (year: number, found: number): string =>
  `The file has ${found} bank holidays for ${year}, but England and Wales have at least ${FEWEST_IN_A_YEAR} in every year: it seems cut short.`

const problem = (message: string): Problem => ({ field: 'file', message })

const holds = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && key in value
