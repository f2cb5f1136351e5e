import { Temporal } from 'temporal-polyfill'
import type { Right } from '../words.ts'

interface StandingAt {
  readonly kind: 'set' | 'kept' | 'changed' | 'lifted'
  readonly guardianId: string | null
  readonly readerIds: readonly string[]
  readonly recordedAt: Temporal.Instant
}

interface OpenedFor {
  readonly personId: string
  readonly brokenAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
}

interface Read {
  readonly kind: 'read' | 'refusal'
  readonly personId: string | null
  readonly recordedAt: Temporal.Instant
}

/**
 * By what right somebody read a record at that moment: from the restriction that stood then (earliest first) and the
 * breakings of the glass. Whoever is neither named, guardian nor breaker can only have stood in the guardian's place.
 */
export function rightOf(reading: Read, steps: readonly StandingAt[], breakings: readonly OpenedFor[]): Right {
  const { kind, personId, recordedAt: at } = reading
  if (kind === 'refusal') return 'refused'
  if (personId === null) return 'job'
  const stood = steps.filter((step) => Temporal.Instant.compare(step.recordedAt, at) < 0).at(-1)
  if (stood === undefined || stood.kind === 'lifted') return 'open'
  if (stood.guardianId === personId) return 'guardian'
  if (stood.readerIds.includes(personId)) return 'named'
  return breakings.some((breaking) => breaking.personId === personId && isWithin(at, breaking)) ? 'glass' : 'in-place'
}

const isWithin = (at: Temporal.Instant, { brokenAt, endsAt }: OpenedFor): boolean =>
  Temporal.Instant.compare(brokenAt, at) <= 0 && Temporal.Instant.compare(at, endsAt) < 0
