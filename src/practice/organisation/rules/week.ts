import type { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDate, londonDateTime, startOfLondonDay } from '#kernel/clock'
import type { Duty } from '../words.ts'
import { isBefore, overlaps, type Span } from './gaps.ts'
import type { Gap, Shift } from './rota.ts'
import { clip } from './stand-in.ts'

/** The Monday of the week that a day is in. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** A week in London, from midnight on Monday up to midnight on the next: 167, 168 or 169 hours. */
export const weekFrom = (monday: Temporal.PlainDate): Span => ({
  startsAt: startOfLondonDay(monday),
  endsAt: startOfLondonDay(monday.add({ days: 7 })),
})

const dayFrom = (day: Temporal.PlainDate): Span => ({
  startsAt: startOfLondonDay(day),
  endsAt: startOfLondonDay(day.add({ days: 1 })),
})

export interface RotaDay {
  readonly day: Temporal.PlainDate
  /** The shifts of a duty that share time with this day: a night's stands on both of its days. */
  shiftsOf(duty: Duty): readonly Shift[]
  /** The gaps of this day, cut at its midnights. */
  readonly gaps: readonly Gap[]
}

/** The seven days of a week with what stands on each. */
export function rotaDays(
  monday: Temporal.PlainDate,
  shifts: readonly Shift[],
  gaps: readonly Gap[],
): readonly RotaDay[] {
  return [0, 1, 2, 3, 4, 5, 6].map((days) => {
    const day = monday.add({ days })
    const span = dayFrom(day)
    const onDay = shifts.filter((shift) => overlaps(shift, span))
    return {
      day,
      shiftsOf: (duty) => onDay.filter((shift) => shift.duty === duty),
      gaps: gaps.filter((gap) => overlaps(gap, span)).map((gap) => clip(gap, span.startsAt, span.endsAt)),
    }
  })
}

/** Whether a span begins and whether it ends on a day; one that ends at midnight ends on the day before it. */
export function reaches(
  { startsAt, endsAt }: Span,
  day: Temporal.PlainDate,
): { readonly begins: boolean; readonly ends: boolean } {
  const today = dayFrom(day)
  return { begins: !isBefore(startsAt, today.startsAt), ends: !isBefore(today.endsAt, endsAt) }
}

/**
 * Last week's shifts as they would stand this week: the same people at the same time on the clock, so that over a clock
 * change a shift is still from 08:00 to 20:00. Those that stand already are left out.
 */
export function copiedShifts(lastWeek: readonly Shift[], standing: readonly Shift[]): readonly Omit<Shift, 'id'>[] {
  return lastWeek
    .map(({ id: _old, ...shift }) => ({ ...shift, startsAt: aWeekOn(shift.startsAt), endsAt: aWeekOn(shift.endsAt) }))
    .filter(
      (copy) =>
        !standing.some(
          (shift) => shift.duty === copy.duty && shift.personId === copy.personId && overlaps(shift, copy),
        ),
    )
}

function aWeekOn(at: Temporal.Instant): Temporal.Instant {
  const shown = fromLondon(londonDateTime(at).add({ days: 7 }))
  // The hour that the clocks skip does not exist: then the same elapsed time later.
  return shown.ok ? shown.value : at.add({ hours: 24 * 7 })
}

export const isToday = (day: Temporal.PlainDate, now: Temporal.Instant): boolean => day.equals(londonDate(now))
