import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { timeInWords, whenInWords } from '#kernel/words'
import type { Shift } from '../../rules/rota.ts'
import { duties } from '../../words.ts'

/** "Duty manager, Sat 28 Nov, 08:00 to 20:00"; with the day when it ends on another. */
export function shiftInWords({ duty, startsAt, endsAt }: Omit<Shift, 'id'>, now: Temporal.Instant): string {
  const endsSameDay = londonDate(startsAt).equals(londonDate(endsAt))
  return `${duties[duty]}, ${whenInWords(startsAt, now)} to ${endsSameDay ? timeInWords(endsAt) : whenInWords(endsAt, now)}`
}
