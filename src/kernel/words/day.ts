import type { CalendarDay } from '../clock/day-number.ts'
import { dayNumberOf, weekdayOf } from '../clock/day-number.ts'

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const SHORT_WEEKDAYS = WEEKDAYS.map((name) => name.slice(0, 3))

const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3))

/** "Sun". Here and below, any Temporal.PlainDate can be given as it is. */
export const weekdayInWords = (day: CalendarDay): string => SHORT_WEEKDAYS[weekdayOf(dayNumberOf(day)) - 1] ?? ''

/** "21 Nov". */
export const dayAndMonthInWords = ({ month, day }: CalendarDay): string => `${day} ${SHORT_MONTHS[month - 1] ?? ''}`

/** "21 Nov 2021". */
export const dateInWords = (day: CalendarDay): string => `${dayAndMonthInWords(day)} ${day.year}`

/** "Sun 21 Nov 2021". */
export const dayInWords = (day: CalendarDay): string => `${weekdayInWords(day)} ${dateInWords(day)}`
