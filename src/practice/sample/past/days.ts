import { dayNumberOf, plainDateOf, startOfLondonDay, type WorkingCalendar, weekdayOf } from '#kernel/clock'

/** A day as the front door meets it. */
export interface Day {
  /** Days since 1 January 1970. */
  readonly number: number
  readonly year: number
  readonly month: number
  readonly isWorking: boolean
  /** Schools are open: a working day in term. */
  readonly isSchoolDay: boolean
  /** Its first moment in London, in milliseconds since 1970, and how long it is: 23, 24 or 25 hours. */
  readonly startsAt: number
  readonly milliseconds: number
}

export interface Days {
  readonly of: (dayNumber: number) => Day
  readonly inMonth: (year: number, month: number) => readonly Day[]
  /** The nth working day after a day, the day after being the first; past the known years the same number of days. */
  readonly workingDayAfter: (dayNumber: number, workingDays: number) => number
}

/** The days of a calendar, each worked out once. */
export function daysOf(calendar: WorkingCalendar): Days {
  const working = new Set(calendar.workingDays)
  const goodFridays = calendar.bankHolidays.days
    .filter(({ date }) => date.month >= 3 && date.month <= 4 && date.dayOfWeek === 5)
    .map(({ date }) => dayNumberOf(date))
  const known = new Map<number, Day>()
  const of = (number: number): Day => {
    const found = known.get(number)
    if (found !== undefined) return found
    const made = makeDay(number, working, goodFridays)
    known.set(number, made)
    return made
  }
  const firstDay = dayNumberOf(calendar.firstDay)
  return {
    of,
    inMonth: (year, month) => monthOf(year, month).map(of),
    workingDayAfter(from, workingDays) {
      if (workingDays === 0) return from
      const upTo = calendar.workingDaysUpTo[from - firstDay] ?? Number.POSITIVE_INFINITY
      return calendar.workingDays[upTo + workingDays - 1] ?? from + workingDays
    },
  }
}

function makeDay(number: number, working: ReadonlySet<number>, goodFridays: readonly number[]): Day {
  const date = plainDateOf(number)
  const startsAt = startOfLondonDay(date).epochMilliseconds
  const isWorking = working.has(number)
  const isSchoolDay = isWorking && !isSchoolHoliday(number, date.month, date.day, goodFridays)
  const milliseconds = startOfLondonDay(plainDateOf(number + 1)).epochMilliseconds - startsAt
  return { number, year: date.year, month: date.month, isWorking, isSchoolDay, startsAt, milliseconds }
}

/** Roughly as English schools have them: six weeks in summer, two at Christmas and Easter, one in the middle of each term. */
function isSchoolHoliday(number: number, month: number, day: number, goodFridays: readonly number[]): boolean {
  const monday = plainDateOf(number - weekdayOf(number) + 1)
  if (month === 8 || (month === 7 && day >= 23) || (month === 9 && day <= 2)) return true
  if ((month === 12 && day >= 20) || (month === 1 && day <= 3)) return true
  if (goodFridays.some((friday) => number >= friday - 4 && number <= friday + 10)) return true
  if (monday.month === 2 && monday.day >= 12 && monday.day <= 18) return true
  if (monday.month === 5 && monday.day >= 25) return true
  return monday.month === 10 && monday.day >= 24 && monday.day <= 30
}

function monthOf(year: number, month: number): readonly number[] {
  const first = dayNumberOf({ year, month, day: 1 })
  const next = dayNumberOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 })
  return Array.from({ length: next - first }, (_each, at) => first + at)
}

const minute = 60_000
const hour = 60 * minute

/** The moment at which a London clock shows so many minutes after midnight; after a clock change the rest of the day is shifted. */
export function momentAt(day: Day, minutes: number): number {
  const shift = day.milliseconds - 24 * hour
  return day.startsAt + minutes * minute + (minutes >= 120 ? shift : 0)
}

/** Outside 08:00 to 18:00 on a London clock, when the night team answers. */
export function isNightAt(day: Day, at: number): boolean {
  return at < momentAt(day, 8 * 60) || at >= momentAt(day, 18 * 60)
}

/** The London day on which a moment falls. */
export function dayNumberAt(days: Days, at: number): number {
  const next = Math.floor(at / (24 * hour)) + 1
  return days.of(next).startsAt <= at ? next : next - 1
}
