import type { Temporal } from 'temporal-polyfill'
import { dayNumberOf, fromLondon, londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { listClashes, type NewSlot, recordSlots } from '#practice/strategy-discussions'
import type { Days } from '../past/days.ts'
import { chance, seedOf } from '../random.ts'
import { made, sampleStaff } from '../staff.ts'

/** The capacity page looks ten weeks ahead. */
export const weeksAhead = 10

const hoursLong = 2
const { chairs, rooms } = {
  chairs: ['Bernadette Lowe', 'Owen Tranter'],
  rooms: ['Alder House, room 1', 'Civic Centre, room 5', 'By video'],
} as const

/**
 * A week's slots as a rule; not all of them are there each week, and for a part nobody takes the minutes: conferences slip for
 * want of minute-takers. One person takes the minutes of all, so no two are at once.
 */
const week = [
  { day: 1, hour: 9.5, chair: chairs[0], room: rooms[0], isThere: 1, hasMinutes: 0.8 },
  { day: 1, hour: 13.5, chair: chairs[1], room: rooms[0], isThere: 0.8, hasMinutes: 0.55 },
  { day: 3, hour: 10, chair: chairs[0], room: rooms[1], isThere: 0.95, hasMinutes: 0.7 },
  { day: 4, hour: 9.5, chair: chairs[1], room: rooms[2], isThere: 0.6, hasMinutes: 0.25 },
] as const

/** The slots of the week of a Monday, always the same for the same seed; none on a bank holiday. */
export function slotsOf(seed: number, monday: Temporal.PlainDate, days: Days): readonly NewSlot[] {
  const dice = chance(seedOf(seed, 'conference slots', dayNumberOf(monday)))
  return week.flatMap(({ day, hour, chair, room, isThere, hasMinutes }) => {
    const [comes, isMinuted] = [dice.happens(isThere), dice.happens(hasMinutes)]
    const on = monday.add({ days: day })
    if (!comes || !days.of(dayNumberOf(on)).isWorking) return []
    const startsAt = made(fromLondon(on.toPlainDateTime({ hour: Math.floor(hour), minute: (hour % 1) * 60 })))
    const minuteTakerId = isMinuted ? sampleStaff.minuteTaker : null
    return [{ startsAt, endsAt: startsAt.add({ hours: hoursLong }), place: room, chairName: chair, minuteTakerId }]
  })
}

/** Enters slots that are still to come; whoever takes minutes elsewhere then is not put down for them. */
export async function enterSlots(tx: Tx, slots: readonly NewSlot[], now: Temporal.Instant): Promise<void> {
  const coming = slots.filter(({ startsAt }) => startsAt.epochMilliseconds > now.epochMilliseconds)
  if (coming.length === 0) return
  const clashes = await listClashes(tx, sampleStaff.minuteTaker, coming)
  const isElsewhere = (slot: NewSlot): boolean =>
    clashes.some(
      ({ startsAt, endsAt }) =>
        startsAt.epochMilliseconds < slot.endsAt.epochMilliseconds &&
        endsAt.epochMilliseconds > slot.startsAt.epochMilliseconds,
    )
  await recordSlots(
    tx,
    coming.map((slot) => (isElsewhere(slot) ? { ...slot, minuteTakerId: null } : slot)),
  )
}

const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** The Monday of the week in which a moment falls. */
export const mondayAt = (at: Temporal.Instant): Temporal.PlainDate => mondayOf(londonDate(at))
