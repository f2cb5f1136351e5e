/** Dates, times, durations, ages and counts in plain words, as every page shows them. London time throughout. */
export { type AgeOf, ageInWords } from './words/age.ts'
export { count } from './words/count.ts'
export { dateInWords, dayInWords } from './words/day.ts'
export { durationInWords, type TimeLeft, timeLeftInWords } from './words/duration.ts'
export { keysOf } from './words/keys.ts'
export { timeInWords, whenInWords } from './words/moment.ts'
