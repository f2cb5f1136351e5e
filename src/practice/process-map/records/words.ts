import { activities } from '#kernel/process-activities'
import type { Place, Spread } from '#kernel/process-discovery'
import { durationInWords } from '#kernel/words'
import { type TimeUnit, timeUnits } from '../words.ts'
import type { ShownCount } from './suppress.ts'

export const placeInWords = (place: Place): string =>
  place === 'start' ? 'Start' : place === 'end' ? 'Nothing further recorded' : activities[place]

export const countInWords = (count: ShownCount): string =>
  count === null ? 'Withheld: small numbers' : count.toLocaleString('en-GB')

const minutesOfADay = 480

/** "45 min", "3 h 20 min", "no working time" (the same day, a night, a weekend); from one working day of eight hours on "2.5 working days". */
export function workingTimeInWords(minutes: number): string {
  if (minutes < minutesOfADay) return minutes < 1 ? 'no working time' : durationInWords(minutes)
  const days = Math.round((minutes / minutesOfADay) * 10) / 10
  return `${days} working ${days === 1 ? 'day' : 'days'}`
}

/** "13.5 working days". */
export const inUnit = (amount: number, unit: TimeUnit): string => `${Math.round(amount * 10) / 10} ${timeUnits[unit]}`

export const spreadInWords = (spread: Spread | null, tell: (value: number) => string): string =>
  spread === null ? '' : tell(spread.median)
