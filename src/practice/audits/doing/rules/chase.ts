import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, fromLondon, type WorkingCalendar } from '#kernel/clock'

/** An auditor is written to on the day an audit is due, and every so many working days after. */
export const chaseEveryDays = 2
/** From so many working days after the day on, their manager has a copy. */
export const copyAfterDays = 5
/** Nobody is written to more often: by then it is the manager's. */
const mostChases = 30

/** One chasing of an audit. */
export interface Chase {
  /** 0 on the day it is due, then 1, 2, … */
  readonly number: number
  readonly at: Temporal.Instant
  /** Whether the manager is written to as well. */
  readonly isCopied: boolean
}

/**
 * The latest chasing of an audit that has come by an instant, null when none has: at the start of the working day on which it is
 * due (of the next, where that is none) and of every second after. Only the latest: after downtime nobody gets five at once.
 */
export function chaseReached(calendar: WorkingCalendar, dueOn: Temporal.PlainDate, at: Temporal.Instant): Chase | null {
  let reached: Chase | null = null
  for (let number = 0; number < mostChases; number += 1) {
    const days = number * chaseEveryDays
    const when = startOfWork(calendar, dueOn, days)
    if (Temporal.Instant.compare(when, at) > 0) break
    reached = { number, at: when, isCopied: days >= copyAfterDays }
  }
  return reached
}

/** Past the last year of the calendar nobody knows the working days: then elapsed days. */
function startOfWork(calendar: WorkingCalendar, dueOn: Temporal.PlainDate, days: number): Temporal.Instant {
  // The day before with one working day more: a day that is none counts as the next that is.
  const day = addWorkingDays(calendar, dueOn.subtract({ days: 1 }), days + 1)
  const local = (day.ok ? day.value : dueOn.add({ days })).toPlainDateTime(calendar.hours.startsAt)
  const start = fromLondon(local)
  // Clocks change at night, so the start of work is there every day.
  if (!start.ok) throw new Error(`no ${calendar.hours.startsAt.toString()} on that day`)
  return start.value
}
