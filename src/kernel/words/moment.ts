import type { Temporal } from 'temporal-polyfill'
import { type LondonReading, readLondon } from '../clock/london.ts'
import { dayAndMonthInWords, dayInWords, weekdayInWords } from './day.ts'

/** "Sun 21 Nov, 14:05"; with the year when it is not the year of `now`: "Sun 21 Nov 2021, 14:05". */
export function whenInWords(instant: Temporal.Instant, now: Temporal.Instant): string {
  const london = readLondon(instant)
  const isThisYear = london.year === readLondon(now).year
  const day = isThisYear ? `${weekdayInWords(london)} ${dayAndMonthInWords(london)}` : dayInWords(london)
  return `${day}, ${clockInWords(london)}`
}

/** "14:05". */
export const timeInWords = (instant: Temporal.Instant): string => clockInWords(readLondon(instant))

const clockInWords = ({ hour, minute }: LondonReading): string => `${twoDigits(hour)}:${twoDigits(minute)}`

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`)
