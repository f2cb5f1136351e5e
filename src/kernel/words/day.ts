import type { Temporal } from 'temporal-polyfill'
import { type CalendarDay, dayNumberOf, weekdayOf } from '../clock/day-number.ts'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export const weekdayInWords = (day: CalendarDay): string => WEEKDAYS[weekdayOf(dayNumberOf(day)) - 1] ?? ''

/** "21 Nov 2021". */
export const dateInWords = (day: CalendarDay): string => `${dayAndMonthInWords(day)} ${day.year}`

/** "21 Nov". */
export const dayAndMonthInWords = ({ month, day }: CalendarDay): string => `${day} ${MONTHS[month - 1] ?? ''}`

/** "Sun 21 Nov 2021". */
export const dayInWords = (day: Temporal.PlainDate | CalendarDay): string =>
  `${weekdayInWords(day)} ${dateInWords(day)}`
