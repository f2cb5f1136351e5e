import type { Temporal } from 'temporal-polyfill'

/** The rungs that an undone review climbs, lowest first (council report §11; the order is the council's line of command). */
export const rungs = ['duty-manager', 'service-manager', 'head-of-service'] as const

export type Rung = (typeof rungs)[number]

/** Who holds each rung at one moment; null where the rota and the register name nobody. */
export type Holders = Readonly<Record<Rung, string | null>>

export interface Assignment {
  readonly rung: Rung
  /** Null only when nobody holds this rung or any above it: then it waits for everyone who may do the work of the rung. */
  readonly personId: string | null
  /** True when nobody held the rung it should have gone to. A gap in the rota is an alarm of its own. */
  readonly isGap: boolean
}

/** Gives the work of a rung to whoever holds it, or to the next rung up that somebody holds: never to nobody in silence. */
export function assign(rung: Rung, holders: Holders): Assignment {
  const upwards = rungs.slice(rungs.indexOf(rung))
  const held = upwards.find((each) => holders[each] !== null)
  if (held === undefined) return { rung: upwards.at(-1) ?? rung, personId: null, isGap: true }
  return { rung: held, personId: holders[held], isGap: held !== rung }
}

/** Work that was opened on one rung and climbs while it is undone. */
export interface Climbing {
  readonly openedAt: Temporal.Instant
  readonly firstRung: Rung
  readonly climbedTo: readonly Rung[]
}

/** How long undone work stays with the rung that has it, in minutes (settings of the authority). */
export interface ClimbLimits {
  /** The first rung's time, which is also what counts as in time. */
  readonly reviewMinutes: number
  /** The time of every rung after it. */
  readonly climbMinutes: number
}

/**
 * When work that stands on a rung climbs on: counted from the opening, so that after downtime it stands where it would
 * have stood.
 */
export function dueOnRung(
  rung: Rung,
  firstRung: Rung,
  openedAt: Temporal.Instant,
  { reviewMinutes, climbMinutes }: ClimbLimits,
): Temporal.Instant {
  const steps = Math.max(0, rungs.indexOf(rung) - rungs.indexOf(firstRung))
  return openedAt.add({ minutes: reviewMinutes + steps * climbMinutes })
}

/**
 * The rungs this work must now climb to; every rung passed is told. Exactly at the limit it climbs: what was done by then
 * is already known at that instant.
 */
export function climbsDue(work: Climbing, at: Temporal.Instant, limits: ClimbLimits): readonly Rung[] {
  return rungs.filter((rung, index) => {
    const below = rungs[index - 1]
    if (below === undefined || index <= rungs.indexOf(work.firstRung) || work.climbedTo.includes(rung)) return false
    return dueOnRung(below, work.firstRung, work.openedAt, limits).epochNanoseconds <= at.epochNanoseconds
  })
}

/** How many whole spans of `seconds` have elapsed from one instant to another: elapsed time, so a clock change counts as lived. */
export function wholeSpans(from: Temporal.Instant, to: Temporal.Instant, seconds: number): number {
  const elapsed = to.epochNanoseconds - from.epochNanoseconds
  return elapsed < 0n ? 0 : Number(elapsed / (BigInt(seconds) * 1_000_000_000n))
}
