import { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDateTime } from '#kernel/clock'
import { type Checked, invalid, ok } from '#kernel/outcome'

/** From when to when. */
export interface Span {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
}

/** One after the other is no overlap: a minute-taker may go from one room to the next. */
export const overlaps = (one: Span, other: Span): boolean =>
  Temporal.Instant.compare(one.startsAt, other.endsAt) < 0 && Temporal.Instant.compare(other.startsAt, one.endsAt) < 0

/** The longest that a conference takes; more is a slip of the pen. */
const longestHours = 8

export function checkSpan({ startsAt, endsAt }: Span, now: Temporal.Instant): Checked<Span> {
  if (Temporal.Instant.compare(startsAt, now) <= 0)
    return invalid({ field: 'startsAt', message: 'A slot begins in the future' })
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0)
    return invalid({ field: 'endsAt', message: 'A slot ends after it begins' })
  if (Temporal.Instant.compare(endsAt, startsAt.add({ hours: longestHours })) > 0)
    return invalid({
      field: 'endsAt',
      message: `A slot takes at most ${longestHours} hours: enter one for each conference`,
    })
  return ok({ startsAt, endsAt })
}

/** The same time on London's clocks in so many weeks, one after the other, the first among them. */
export function eachWeek({ startsAt, endsAt }: Span, times: number): readonly Span[] {
  const inWeeks = (at: Temporal.Instant, weeks: number): Temporal.Instant => {
    const read = fromLondon(londonDateTime(at).add({ weeks }))
    // No conference begins in the hour that a Sunday night in March leaves out.
    return read.ok ? read.value : at.add({ hours: 24 * 7 * weeks })
  }
  return Array.from({ length: times }, (_, weeks) => ({
    startsAt: inWeeks(startsAt, weeks),
    endsAt: inWeeks(endsAt, weeks),
  }))
}
