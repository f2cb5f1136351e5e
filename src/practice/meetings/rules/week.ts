import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dayInWords } from '#kernel/words'

/** The Monday of the week in which a day falls. A week is Monday to Sunday in London. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

export const sundayOf = (monday: Temporal.PlainDate): Temporal.PlainDate => monday.add({ days: 6 })

/** The latest week that is over: what a meeting this week looks at. */
export const lastWholeWeek = (now: Temporal.Instant): Temporal.PlainDate =>
  mondayOf(londonDate(now)).subtract({ days: 7 })

/** A pack is issued for a week that is over: before that its content would still grow. */
export const isOver = (monday: Temporal.PlainDate, now: Temporal.Instant): boolean =>
  Temporal.PlainDate.compare(londonDate(now), sundayOf(monday)) > 0

/** "Mon 15 Nov 2021 to Sun 21 Nov 2021". */
export const weekInWords = (monday: Temporal.PlainDate): string =>
  `${dayInWords(monday)} to ${dayInWords(sundayOf(monday))}`
