import { Temporal } from 'temporal-polyfill'
import type { BankHolidays } from './bank-holidays.ts'
import { dayNumberOf, plainDateOf, weekdayOf } from './day-number.ts'

/** When a working day starts and ends on a London clock (settings of an authority). */
export interface WorkingHours {
  readonly startsAt: Temporal.PlainTime
  readonly endsAt: Temporal.PlainTime
}

/** 09:00 to 17:00: practice.md §3. */
export const USUAL_HOURS: WorkingHours = {
  startsAt: new Temporal.PlainTime(9),
  endsAt: new Temporal.PlainTime(17),
}

/**
 * The working days of England and Wales for the years whose bank holidays are known: Monday to Friday without bank
 * holidays. Outside those years it knows nothing, and the rules that use it say so instead of guessing.
 */
export interface WorkingCalendar {
  readonly bankHolidays: BankHolidays
  readonly hours: WorkingHours
  /** 1 January of the first year known. */
  readonly firstDay: Temporal.PlainDate
  /** 31 December of the last year known. */
  readonly lastDay: Temporal.PlainDate
  /** The day numbers of all working days, in order. */
  readonly workingDays: readonly number[]
  /** For each day from `firstDay` on: how many working days there were up to and including it. */
  readonly workingDaysUpTo: readonly number[]
}

/** Builds the calendar once, so that adding or counting any number of working days is one look-up. */
export function workingCalendar(bankHolidays: BankHolidays, hours: WorkingHours = USUAL_HOURS): WorkingCalendar {
  const firstNumber = dayNumberOf({ year: bankHolidays.firstYear, month: 1, day: 1 })
  const lastNumber = dayNumberOf({ year: bankHolidays.lastYear, month: 12, day: 31 })
  const holidays = new Set(bankHolidays.days.map((holiday) => dayNumberOf(holiday.date)))
  const workingDays: number[] = []
  const workingDaysUpTo: number[] = []
  for (let dayNumber = firstNumber; dayNumber <= lastNumber; dayNumber += 1) {
    if (weekdayOf(dayNumber) <= 5 && !holidays.has(dayNumber)) workingDays.push(dayNumber)
    workingDaysUpTo.push(workingDays.length)
  }
  const firstDay = plainDateOf(firstNumber)
  return { bankHolidays, hours, firstDay, lastDay: plainDateOf(lastNumber), workingDays, workingDaysUpTo }
}

/** The same calendar with an authority's own hours. */
export const withHours = (calendar: WorkingCalendar, hours: WorkingHours): WorkingCalendar => ({ ...calendar, hours })
