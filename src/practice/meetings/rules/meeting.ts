import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { State } from '../words.ts'

interface Told {
  readonly state: State
  readonly startsAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant | null
}

/** Why nothing can be recorded of a meeting now, or null when it can: from its day on, until its minutes are confirmed. */
export function closedBecause({ state, startsAt, confirmedAt }: Told, now: Temporal.Instant): string | null {
  if (state === 'cancelled') return 'The meeting was cancelled.'
  if (confirmedAt !== null) return 'The minutes have been confirmed. What is wrong in them can still be corrected.'
  if (Temporal.PlainDate.compare(londonDate(now), londonDate(startsAt)) < 0)
    return 'Attendance and minutes are recorded from the day of the meeting on.'
  return null
}

/** Whether a meeting has come to an end without anybody saying what became of it. */
export const isUnaccounted = (meeting: Told & { readonly endsAt: Temporal.Instant }, now: Temporal.Instant): boolean =>
  meeting.state === 'planned' && Temporal.Instant.compare(meeting.endsAt, now) < 0

/** Minutes are confirmed at a later meeting of the same series, once that has begun, and never at a cancelled one. */
export function canConfirm(
  of: Told & { readonly id: string; readonly seriesId: string },
  at: Told & { readonly id: string; readonly seriesId: string },
  now: Temporal.Instant,
): boolean {
  return (
    of.state === 'held' &&
    of.confirmedAt === null &&
    at.id !== of.id &&
    at.seriesId === of.seriesId &&
    at.state !== 'cancelled' &&
    Temporal.Instant.compare(at.startsAt, of.startsAt) > 0 &&
    Temporal.PlainDate.compare(londonDate(at.startsAt), londonDate(now)) <= 0
  )
}

/** Lines of a text box, each one item; empty ones are left out. */
export const linesOf = (typed: string): readonly string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
