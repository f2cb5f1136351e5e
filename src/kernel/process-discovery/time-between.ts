import type { WorkingClock } from '../clock/working-clock.ts'
import type { LoggedEvent } from './cases.ts'
import type { TimingUnit } from './discover.ts'

const HOUR = 3_600_000

/** A working day counts as eight hours where only days are known: 09:00 to 17:00 (practice.md §3). */
const hoursOfADay = 8

/**
 * How long from one event to a later one. Where only the day of either is known, whole days are counted, the day after being
 * day 1; between two days a working day is eight hours. NaN outside the years of the calendar.
 */
export function between(
  clock: WorkingClock,
  from: Pick<LoggedEvent, 'at' | 'isDay'>,
  to: Pick<LoggedEvent, 'at' | 'isDay'>,
  unit: TimingUnit,
): number {
  if (unit === 'working-days') return clock.daysBetween(from.at, to.at)
  const byDay = from.isDay || to.isDay
  if (unit === 'elapsed-hours') {
    return byDay ? (clock.dayOf(to.at) - clock.dayOf(from.at)) * 24 : (to.at - from.at) / HOUR
  }
  return byDay ? clock.daysBetween(from.at, to.at) * hoursOfADay : clock.minutesBetween(from.at, to.at) / 60
}
