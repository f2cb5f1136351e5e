import type { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '../clock/elapsed.ts'

/** Up to here durations are told in hours, because the limits of the front door are (24, 48, 72 hours); from here in days. */
const HOURS_TOLD_AS_HOURS = 72

/** "45 min", "26 h 10 min", "26 h", from 72 hours "3 d 2 h". Whole minutes that have passed; below one, "less than 1 min". */
export function durationInWords(minutes: number): string {
  const whole = Math.floor(minutes)
  if (whole < 1) return 'less than 1 min'
  const hours = Math.floor(whole / 60)
  if (hours < 1) return `${whole} min`
  if (hours < HOURS_TOLD_AS_HOURS) return together(`${hours} h`, whole % 60, 'min')
  return together(`${Math.floor(hours / 24)} d`, hours % 24, 'h')
}

const together = (larger: string, smaller: number, unit: string): string =>
  smaller === 0 ? larger : `${larger} ${smaller} ${unit}`

export interface TimeLeft {
  /** "16 h 40 min left" or "2 h 10 min over". */
  readonly text: string
  /** A limit holds to its last instant: at the due time itself it is not over. */
  readonly isOver: boolean
}

/** How long until something is due, or for how long it has been overdue. */
export function timeLeftInWords(due: Temporal.Instant, now: Temporal.Instant): TimeLeft {
  const minutes = elapsedMinutes(now, due)
  const isOver = due.epochNanoseconds < now.epochNanoseconds
  return { text: `${durationInWords(Math.abs(minutes))} ${isOver ? 'over' : 'left'}`, isOver }
}
