import type { Temporal } from 'temporal-polyfill'
import { dayNumberOf, weekdayOf } from '#kernel/clock'
import type { Attended } from '#practice/meetings'
import { type Day, type Days, momentAt } from '../past/days.ts'
import { chance, madeId, seedOf } from '../random.ts'
import { actionsMinutes, attendanceMinutes, cancelledBecause, packMinutes, type Topic, topics } from './words.ts'

/** The first after the inspectors' visit of July 2021: a Wednesday. */
const firstDay = dayNumberOf({ year: 2021, month: 9, day: 8 })

const beginsAtMinute = 9.5 * 60
export const lastsMinutes = 60

/** The same series in every sample. */
export const seriesId = madeId(chance(seedOf(0, 'weekly referral review', 0)), Date.UTC(2021, 8, 1))
export const seriesName = 'Weekly multi-agency referral review'

/** Days on which it meets, both included: Wednesdays that are working days. */
export function meetingDays(days: Days, from: number, to: number): readonly Day[] {
  const found: Day[] = []
  const start = Math.max(from, firstDay)
  for (let number = start + ((weekdayOf(firstDay) - weekdayOf(start) + 7) % 7); number <= to; number += 7)
    if (days.of(number).isWorking) found.push(days.of(number))
  return found
}

export const beginsAt = (day: Day): number => momentAt(day, beginsAtMinute)

/** Counted from the first meeting, weeks without one too: the same week has the same number in every sample. */
export const weekNumberOf = (day: Temporal.PlainDate): number => Math.floor((dayNumberOf(day) - firstDay) / 7)

/** Who is asked to it, by name. */
export const members = {
  chair: 'Simon Okafor',
  minuteTaker: 'Lesley Combe',
  own: ['Simon Okafor', 'Colin Speight', 'Marcus Bell', 'Anita Rao', 'Amina Khan', 'Bernadette Lowe', 'Lesley Combe'],
  partners: ['Dawn Pickering', 'Neil Stubbs'],
} as const

/** What one meeting comes to, whatever is known of it by now. */
export interface Week {
  /** Null when it was held. */
  readonly cancelledBecause: string | null
  readonly came: Readonly<Record<string, Attended>>
  /** Whether somebody else of the nurse's agency came in her place. */
  readonly isNurseStoodInFor: boolean
  readonly topics: readonly Topic[]
  readonly actionsMinutes: string
  readonly attendanceMinutes: string
  readonly packMinutes: string
}

/** A year in which partners learned to come. */
const shareOfPartners = (week: number): number => Math.min(0.9, 0.62 + 0.28 * (week / 52))
const shareOfOwn = 0.92

/** Works out a meeting from its week, always the same for the same seed. */
export function toldOf(seed: number, week: number): Week {
  const dice = chance(seedOf(seed, 'weekly review', week))
  const isCancelled = dice.happens(0.03)
  const came: Record<string, Attended> = {}
  for (const name of members.own)
    came[name] =
      name === members.chair || name === members.minuteTaker || dice.happens(shareOfOwn)
        ? dice.weighted({ 'in-person': 7, video: 3 })
        : dice.weighted({ apologies: 8, absent: 2 })
  for (const name of members.partners)
    came[name] = dice.happens(shareOfPartners(week))
      ? dice.weighted({ 'in-person': 2, video: 7, telephone: 1 })
      : dice.weighted({ apologies: 7, absent: 3 })
  const isNurseThere = !['apologies', 'absent'].includes(came['Dawn Pickering'] ?? '')
  return {
    cancelledBecause: isCancelled ? dice.pick(cancelledBecause) : null,
    came,
    isNurseStoodInFor: !isNurseThere && dice.happens(0.6),
    topics: topicsOf(week),
    actionsMinutes: dice.pick(actionsMinutes),
    attendanceMinutes: dice.pick(attendanceMinutes),
    packMinutes: dice.pick(packMinutes),
  }
}

/** Two each week, half the list apart. */
export const topicsOf = (week: number): readonly Topic[] =>
  [week, week + topics.length / 2].flatMap((at) => topics[((at % topics.length) + topics.length) % topics.length] ?? [])

/** How an action goes on, in days from the meeting: the desk of the police is late each time, so that there is something overdue. */
export const paceOf = ({ action }: Topic) =>
  action.doer === 'police-desk'
    ? { dueIn: 10, doneIn: 38, verifiedIn: 41 }
    : { dueIn: 21, doneIn: action.doer === 'nurse' ? 19 : 12, verifiedIn: 23 }
