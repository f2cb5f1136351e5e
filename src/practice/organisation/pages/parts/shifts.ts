import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import type { Shift } from '../../rules/rota.ts'
import { duties } from '../../words.ts'

/** "Duty manager, Sat 28 Nov, 08:00 to Sat 28 Nov, 20:00". */
export const shiftInWords = ({ duty, startsAt, endsAt }: Omit<Shift, 'id'>, now: Temporal.Instant): string =>
  `${duties[duty]}, ${whenInWords(startsAt, now)} to ${whenInWords(endsAt, now)}`
