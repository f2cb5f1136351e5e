import { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar, workingDaysBetween } from '#kernel/clock'
import { type Checked, invalid, ok } from '#kernel/outcome'

/** Late from the day after the last day for the conference. */
export const isLate = (dueOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(today, dueOn) > 0

/** Working days until the last day for the conference, below 0 by so many over it; null outside the known bank holidays. */
export function workingDaysLeft(
  calendar: WorkingCalendar,
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): number | null {
  const late = isLate(dueOn, today)
  const between = late ? workingDaysBetween(calendar, dueOn, today) : workingDaysBetween(calendar, today, dueOn)
  if (!between.ok) return null
  return late ? 0 - between.value : between.value
}

/** How often somebody looks whether the interim plan keeps a child safe while the conference is late. */
export const interimCheckEveryDays = 7

/**
 * The last day for the next look at the interim plan. The week runs from the day on which the conference was to be held at the
 * latest: a child who waits in time has the plan of the strategy discussion and the enquiry itself. Each look begins a week.
 */
export function interimCheckDueOn(
  conferenceDueOn: Temporal.PlainDate,
  lastCheckedAt: Temporal.Instant | null,
): Temporal.PlainDate {
  const firstDue = conferenceDueOn.add({ days: interimCheckEveryDays })
  if (lastCheckedAt === null) return firstDue
  const next = londonDate(lastCheckedAt).add({ days: interimCheckEveryDays })
  return Temporal.PlainDate.compare(next, firstDue) > 0 ? next : firstDue
}

/** A conference is held on a day between the start of the enquiry and today. */
export function checkHeldOn(
  heldOn: Temporal.PlainDate,
  startedAt: readonly Temporal.Instant[],
  today: Temporal.PlainDate,
): Checked<Temporal.PlainDate> {
  if (Temporal.PlainDate.compare(heldOn, today) > 0)
    return invalid({ field: 'heldOn', message: 'The conference cannot have been held on a day still to come' })
  if (startedAt.some((at) => Temporal.PlainDate.compare(heldOn, londonDate(at)) < 0))
    return invalid({ field: 'heldOn', message: 'The conference was held after the section 47 enquiry began' })
  return ok(heldOn)
}

/** Something that ended or was looked at after the enquiry began, and not in the future. */
export function checkMoment(
  field: string,
  at: Temporal.Instant,
  startedAt: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Checked<Temporal.Instant> {
  const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0
  if (isBefore(now, at)) return invalid({ field, message: 'This cannot be in the future' })
  if (startedAt.some((start) => isBefore(at, start)))
    return invalid({ field, message: 'This cannot be before the section 47 enquiry began' })
  return ok(at)
}
