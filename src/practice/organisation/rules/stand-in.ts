import { Temporal } from 'temporal-polyfill'
import { earlier, gapsIn, isBefore, isWithin, later, type OpenSpan, type Span } from './gaps.ts'

interface Away extends OpenSpan {
  readonly personId: string
}

interface StandIn extends OpenSpan {
  readonly personId: string
  readonly coveredBy: string
}

/** Everything that can take somebody away from their work, over the time that is asked about. */
export interface Availability {
  readonly absences: readonly Away[]
  readonly covers: readonly StandIn[]
  /** People who have left: away for good, whatever the rota still says. */
  readonly left: ReadonlySet<string>
}

export const isAway = (personId: string, at: Temporal.Instant, { absences, left }: Availability): boolean =>
  left.has(personId) || absences.some((absence) => absence.personId === personId && isWithin(at, absence))

/**
 * Who does this person's work at that moment: they themselves, whoever covers them, or null when they are away and
 * nobody does. Cover counts from its own dates, absence recorded or not; cover for a cover is followed, never in a circle.
 */
export function standInFor(personId: string, at: Temporal.Instant, availability: Availability): string | null {
  const asked = new Set<string>()
  let current = personId
  while (!asked.has(current)) {
    asked.add(current)
    const cover = latestCover(current, at, availability.covers)
    if (cover === undefined) return isAway(current, at, availability) ? null : current
    current = cover.coveredBy
  }
  return null
}

/** Where two people cover the same time, the cover that began last is the newer arrangement. */
const latestCover = (personId: string, at: Temporal.Instant, covers: readonly StandIn[]): StandIn | undefined =>
  covers
    .filter((cover) => cover.personId === personId && isWithin(at, cover))
    .sort((one, other) => Temporal.Instant.compare(other.startsAt, one.startsAt))[0]

export interface PlannedShift extends Span {
  readonly id: string
  readonly personId: string
}

/** A stretch of a shift and who really works it; `insteadOf` names the one on the rota when it is somebody else. */
export interface Staffed extends Span {
  readonly shiftId: string
  readonly personId: string
  readonly insteadOf: string | null
}

/** What of a shift is really staffed, cut where absence or cover begins and ends. What nobody works is left out. */
export function staffedPartsOf(shift: PlannedShift, availability: Availability): readonly Staffed[] {
  const cuts = cutsWithin(shift, [...availability.absences, ...availability.covers])
  return cuts.flatMap((span): readonly Staffed[] => {
    const personId = standInFor(shift.personId, span.startsAt, availability)
    if (personId === null) return []
    return [{ ...span, shiftId: shift.id, personId, insteadOf: personId === shift.personId ? null : shift.personId }]
  })
}

export interface Staffing {
  /** Everyone who really works part or all of it. */
  readonly workers: readonly string[]
  /** Those of them who do so in the holder's place. */
  readonly standIns: readonly string[]
  /** False when for part of it nobody is there. */
  readonly isWhole: boolean
}

/** How far a shift is really staffed. */
export function staffingOf(shift: PlannedShift, availability: Availability): Staffing {
  const parts = staffedPartsOf(shift, availability)
  const workers = [...new Set(parts.map(({ personId }) => personId))]
  return {
    workers,
    standIns: workers.filter((personId) => personId !== shift.personId),
    isWhole: gapsIn(parts, shift.startsAt, shift.endsAt).length === 0,
  }
}

function cutsWithin(shift: Span, changes: readonly OpenSpan[]): readonly Span[] {
  const instants = changes
    .flatMap(({ startsAt, endsAt }) => (endsAt === null ? [startsAt] : [startsAt, endsAt]))
    .filter((at) => isBefore(shift.startsAt, at) && isBefore(at, shift.endsAt))
    .sort(Temporal.Instant.compare)
  const edges = [shift.startsAt, ...instants, shift.endsAt]
  return edges
    .slice(1)
    .map((endsAt, at) => ({ startsAt: edges[at] ?? endsAt, endsAt }))
    .filter(({ startsAt, endsAt }) => isBefore(startsAt, endsAt))
}

/** The part of a span that lies within [from, to). */
export const clip = <T extends Span>(span: T, from: Temporal.Instant, to: Temporal.Instant): T => ({
  ...span,
  startsAt: later(span.startsAt, from),
  endsAt: earlier(span.endsAt, to),
})
