import { Temporal } from 'temporal-polyfill'

/** From an instant up to but not including another. */
export interface Span {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
}

/**
 * The stretches of [from, to) that none of these shifts covers, in order. Instants throughout, so the night on which the
 * clocks change is as long as it really is.
 */
export function gapsIn(shifts: readonly Span[], from: Temporal.Instant, to: Temporal.Instant): readonly Span[] {
  const gaps: Span[] = []
  let coveredUntil = from
  for (const { startsAt, endsAt } of [...shifts].sort(byStart)) {
    if (isBefore(coveredUntil, startsAt)) gaps.push({ startsAt: coveredUntil, endsAt: earlier(startsAt, to) })
    coveredUntil = later(coveredUntil, endsAt)
    if (!isBefore(coveredUntil, to)) break
  }
  if (isBefore(coveredUntil, to)) gaps.push({ startsAt: coveredUntil, endsAt: to })
  // A shift that starts after `to` leaves a gap that would end where it began.
  return gaps.filter(({ startsAt, endsAt }) => isBefore(startsAt, endsAt))
}

/** Whether two spans share any time. */
export const overlaps = (one: Span, other: Span): boolean =>
  isBefore(one.startsAt, other.endsAt) && isBefore(other.startsAt, one.endsAt)

export const isWithin = (at: Temporal.Instant, span: OpenSpan): boolean =>
  !isBefore(at, span.startsAt) && (span.endsAt === null || isBefore(at, span.endsAt))

/** A span that may run until further notice. */
export interface OpenSpan {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant | null
}

export const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0

export const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  isBefore(one, other) ? one : other

export const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  isBefore(one, other) ? other : one

const byStart = (one: Span, other: Span): number => Temporal.Instant.compare(one.startsAt, other.startsAt)

/** What is wrong with an end that comes before its beginning. */
export const endProblem = ({ startsAt, endsAt }: OpenSpan): string | null =>
  endsAt === null || isBefore(startsAt, endsAt) ? null : 'The end must come after the start'
