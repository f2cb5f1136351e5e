import { Temporal } from 'temporal-polyfill'

/**
 * Days as whole numbers since 1 January 1970 in the Gregorian calendar. Working days are counted and pages are drawn
 * hundreds of times a request; on whole numbers that costs nanoseconds, on date objects microseconds.
 */

/** Years of 400 are the Gregorian cycle: 146,097 days, after which the calendar repeats. */
const DAYS_IN_CYCLE = 146_097

/** From 1 March of year 0 to 1 January 1970. Counting years from March puts the leap day at the end of the year. */
const DAYS_TO_1970 = 719_468

export interface CalendarDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

/** The number of a day; 1 January 1970 is 0. Any Temporal.PlainDate can be given as it is. */
export function dayNumberOf({ year, month, day }: CalendarDay): number {
  const marchYear = month > 2 ? year : year - 1
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const monthFromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * DAYS_IN_CYCLE + dayOfCycle - DAYS_TO_1970
}

/** The day of a number: the other way round. */
export function calendarDayOf(dayNumber: number): CalendarDay {
  const shifted = dayNumber + DAYS_TO_1970
  const cycle = Math.floor(shifted / DAYS_IN_CYCLE)
  const dayOfCycle = shifted - cycle * DAYS_IN_CYCLE
  const leapDaysPassed =
    Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDaysPassed) / 365)
  const dayOfYear = dayOfCycle - (yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** The day of a number, as a date. */
export function plainDateOf(dayNumber: number): Temporal.PlainDate {
  const { year, month, day } = calendarDayOf(dayNumber)
  return new Temporal.PlainDate(year, month, day)
}

/** 1 for Monday to 7 for Sunday. Day 0 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1
