import { type CalendarDay, dayNumberOf, weekdayOf } from '../clock/day-number.ts'
import { type Checked, invalid, ok } from '../outcome.ts'
import { MONTHS, WEEKDAYS } from '../words/day.ts'

/** Outside these years a date is a slip of the finger (0021, 20211) and not anybody's birth or call. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2100

/** 2021-11-21 or 2021/11/21. */
const YEAR_FIRST = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/

/** 21/11/2021, 21-11-2021 or 21.11.2021: in Britain the day comes first. */
const DAY_FIRST = /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{2,5})$/

/** 21 Nov 2021, 21st November 2021, Sun 21 Nov 2021. */
const IN_WORDS =
  /^(?:(?<weekday>[a-z]+),? )?(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>[a-z]+)\.?,?[ -](?<year>\d{2,5})$/i

/** Reads the text of a day without a time. Nothing is ever swapped or completed: what cannot be is said. */
export function readDayText(text: string): Checked<CalendarDay> {
  const yearFirst = YEAR_FIRST.exec(text)?.groups
  if (yearFirst) return readNumbers(yearFirst, 'year')
  const dayFirst = DAY_FIRST.exec(text)?.groups
  if (dayFirst) return readNumbers(dayFirst, 'day')
  const inWords = IN_WORDS.exec(text)?.groups
  if (inWords) return readWords(inWords)
  return no('Write the date as day, month and year, such as 21/11/2021 or 21 Nov 2021.')
}

type Parts = Readonly<Record<string, string | undefined>>

function readNumbers({ day, month, year }: Parts, first: 'year' | 'day'): Checked<CalendarDay> {
  const complaint = complainAboutYear(year ?? '')
  if (complaint) return no(complaint)
  const typed = { year: Number(year), month: Number(month), day: Number(day) }
  return first === 'day' && isAmerican(typed) ? no(dayComesFirst(typed)) : checkDay(typed)
}

function readWords({ weekday, day, month, year }: Parts): Checked<CalendarDay> {
  const complaint = complainAboutYear(year ?? '')
  if (complaint) return no(complaint)
  const monthNumber = placeOf(MONTHS, month ?? '')
  if (monthNumber === 0) return no(`"${month}" is not a month: write Jan, Feb, Mar and so on.`)
  const read = checkDay({ year: Number(year), month: monthNumber, day: Number(day) })
  if (!read.ok || weekday === undefined) return read
  return checkWeekday(weekday, read.value)
}

/** A weekday is not needed, but where it is given and does not fit, one of the two is wrong and nobody can know which. */
function checkWeekday(weekday: string, day: CalendarDay): Checked<CalendarDay> {
  const typed = placeOf(WEEKDAYS, weekday)
  if (typed === 0) return no(`"${weekday}" is not a day of the week: leave it out, or write Mon, Tue, Wed and so on.`)
  const actual = weekdayOf(dayNumberOf(day))
  if (typed === actual) return ok(day)
  return no(
    `${inFull(day)} is a ${WEEKDAYS[actual - 1]}, not a ${WEEKDAYS[typed - 1]}: check which of the two is right.`,
  )
}

/** The place from 1 of a name given in full or by its beginning ("Sept"), at least three letters; 0 when there is none. */
const placeOf = (names: readonly string[], typed: string): number =>
  typed.length < 3 ? 0 : names.findIndex((name) => name.toLowerCase().startsWith(typed.toLowerCase())) + 1

/** Says why a day cannot be, or answers it. */
export function checkDay(day: CalendarDay): Checked<CalendarDay> {
  if (!isBelievable(day.year)) return no(unbelievable(`${day.year}`))
  const month = MONTHS[day.month - 1]
  if (month === undefined) return no(`There is no month ${day.month}: months go from 1 to 12.`)
  if (day.day < 1) return no('There is no day 0: the first day of a month is 1.')
  const last = lastDayOf(day.year, day.month)
  if (day.day <= last) return ok(day)
  if (day.month === 2 && day.day === 29) return no(`${inFull(day)} does not exist: ${day.year} is not a leap year.`)
  return no(`${inFull(day)} does not exist: ${month} has ${last} days${day.month === 2 ? ` in ${day.year}` : ''}.`)
}

function complainAboutYear(typed: string): string | null {
  if (typed.length === 2) return `Write the year with four digits, such as 20${typed} or 19${typed}.`
  return isBelievable(Number(typed)) ? null : unbelievable(typed)
}

const isBelievable = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR

const unbelievable = (year: string): string =>
  `The year ${year} cannot be right: give one between ${FIRST_YEAR} and ${LAST_YEAR}.`

const lastDayOf = (year: number, month: number): number => {
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return dayNumberOf(next) - dayNumberOf({ year, month, day: 1 })
}

/** 11/21/2021 can only be meant as November, but who writes so may have meant 03/04/2021 so too: it is refused, not swapped. */
const isAmerican = ({ day, month }: CalendarDay): boolean => month > 12 && month <= 31 && day >= 1 && day <= 12

const dayComesFirst = ({ year, month, day }: CalendarDay): string =>
  `There is no month ${month}: the day comes first here, so ${month} ${MONTHS[day - 1]} ${year} is ${month}/${day}/${year}.`

const inFull = ({ year, month, day }: CalendarDay): string => `${day} ${MONTHS[month - 1]} ${year}`

const no = (message: string): Checked<never> => invalid({ field: 'date', message })
