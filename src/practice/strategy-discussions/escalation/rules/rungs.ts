import type { Temporal } from 'temporal-polyfill'
import { afterElapsedHours, workingDeadline } from '#kernel/clock'
import type { EscalationFact, RungFact } from './facts.ts'
import type { Clock, Pace } from './finding.ts'
import { earliest, isAfter, isBy, latest } from './instants.ts'

/** No rung before a discussion gets less than this, unless less is left. */
const leastMinutes = 10

/** The rung that holds at a moment. */
export interface RungDue {
  readonly rung: number
  readonly dueAt: Temporal.Instant
  /** Rungs whose time passed while nothing ran: nobody on them was asked. */
  readonly missed: readonly number[]
  readonly isLast: boolean
}

interface Climb {
  readonly pace: Pace
  /** The rungs on which somebody is there to be asked, lowest first. */
  readonly available: readonly number[]
  /** When the lowest of them is to be asked. */
  readonly from: Temporal.Instant
}

/**
 * The rung that holds at `at`, of those available: each has its time from the end of the one before, whenever anybody
 * looked. Of rungs whose time has passed unseen only the last is asked. Null when nobody is there, or nobody is due yet.
 */
export function rungAt({ pace, available, from }: Climb, at: Temporal.Instant, clock: Clock): RungDue | null {
  if (isAfter(from, at)) return null
  const missed: number[] = []
  let opens = from
  for (const [index, rung] of available.entries()) {
    const left = available.length - index
    const dueAt = endOfRung(pace, { rung, opens, left }, clock)
    if (left === 1 || isAfter(dueAt, at)) return { rung, dueAt, missed, isLast: left === 1 }
    missed.push(rung)
    opens = dueAt
  }
  return null
}

function endOfRung(
  pace: Pace,
  { rung, opens, left }: { readonly rung: number; readonly opens: Temporal.Instant; readonly left: number },
  { calendar, limits }: Clock,
): Temporal.Instant {
  switch (pace.kind) {
    case 'to-limit': {
      const milliseconds = Math.max(0, pace.limit.epochMilliseconds - opens.epochMilliseconds)
      const share = Math.max(Math.floor(milliseconds / left), leastMinutes * 60_000)
      return latest(opens, earliest(opens.add({ milliseconds: share }), pace.limit))
    }
    case 'round-the-clock':
      // Counted from the limit itself: late is the second after it.
      return opens
        .round({ smallestUnit: 'minute', roundingMode: 'floor' })
        .add({ minutes: limits.escalationLapsedMinutes })
    case 'working-days':
      return endOfDays(opens, daysOf(rung, limits), calendar)
  }
}

const daysOf = (rung: number, limits: Clock['limits']): number => {
  if (rung === 1) return limits.escalationFirstRungDays
  return rung === 2 ? limits.escalationSecondRungDays : limits.escalationThirdRungDays
}

/** Outside the years whose bank holidays are known, elapsed days: a limit a little early beats none. */
function endOfDays(from: Temporal.Instant, workingDays: number, calendar: Clock['calendar']): Temporal.Instant {
  const due = workingDeadline(calendar, from, workingDays)
  return due.ok ? due.value : afterElapsedHours(from, 24 * Math.max(1, workingDays))
}

/**
 * When an open rung climbs on if nothing comes. Not answered: when its time is over. Answered in time: the first answer holds
 * it once more, afterwards to the end of the working day after the answer, before a discussion for as long as the rung had,
 * but never past the limit. What is missing then still, climbs.
 */
export function climbsAt(
  { repliedAt }: Pick<EscalationFact, 'repliedAt'>,
  rung: RungFact,
  pace: Pace,
  { calendar }: Clock,
): Temporal.Instant {
  const answered = repliedAt.find((at) => isBy(rung.openedAt, at) && isBy(at, rung.dueAt))
  if (answered === undefined) return rung.dueAt
  if (pace.kind === 'working-days') return latest(rung.dueAt, endOfDays(answered, 1, calendar))
  const own = Math.max(0, rung.dueAt.epochMilliseconds - rung.openedAt.epochMilliseconds)
  const held = answered.add({ milliseconds: own })
  return latest(rung.dueAt, pace.kind === 'to-limit' ? earliest(held, pace.limit) : held)
}
