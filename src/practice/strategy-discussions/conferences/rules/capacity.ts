import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'

/** A slot as capacity counts it. */
export interface CountedSlot {
  readonly startsAt: Temporal.Instant
  readonly minuteTakerId: string | null
  readonly isBooked: boolean
}

/** Conferences due in a week, in families: one slot takes one family. */
export interface DueInWeek {
  /** Its Monday. */
  readonly week: Temporal.PlainDate
  readonly due: number
  readonly unbooked: number
  readonly childrenUnbooked: number
}

/** What there is and what is needed in one week. */
export interface WeekOfCapacity extends DueInWeek {
  readonly slots: number
  readonly booked: number
  readonly free: number
  /** Booked or free: nobody takes minutes. */
  readonly withoutMinuteTaker: number
  /** Free, with somebody who takes minutes: what can really be booked. */
  readonly usable: number
}

export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/**
 * Week by week from a Monday, slots against conferences due. What was due before the first week and has still no slot is
 * counted into the first, since that is when it has to be met now.
 */
export function capacityByWeek(
  first: Temporal.PlainDate,
  weeks: number,
  slots: readonly CountedSlot[],
  due: readonly DueInWeek[],
): readonly WeekOfCapacity[] {
  const slotsOf = Map.groupBy(slots, ({ startsAt }) => mondayOf(londonDate(startsAt)).toString())
  const isBeforeFirst = ({ week }: DueInWeek) => Temporal.PlainDate.compare(week, first) < 0
  return Array.from({ length: weeks }, (_, at) => first.add({ weeks: at })).map((week, at) => {
    const own = due.filter((each) => each.week.equals(week) || (at === 0 && isBeforeFirst(each)))
    const total = (count: (each: DueInWeek) => number) => own.reduce((sum, each) => sum + count(each), 0)
    return {
      week,
      due: total((each) => each.due),
      unbooked: total((each) => each.unbooked),
      childrenUnbooked: total((each) => each.childrenUnbooked),
      ...counted(slotsOf.get(week.toString()) ?? []),
    }
  })
}

function counted(slots: readonly CountedSlot[]) {
  const free = slots.filter(({ isBooked }) => !isBooked)
  return {
    slots: slots.length,
    booked: slots.length - free.length,
    free: free.length,
    withoutMinuteTaker: slots.filter(({ minuteTakerId }) => minuteTakerId === null).length,
    usable: free.filter(({ minuteTakerId }) => minuteTakerId !== null).length,
  }
}
