import { Temporal } from 'temporal-polyfill'
import type { FlagKind } from '../words.ts'

/** That somebody opened a record: which children it showed. */
export interface RecordRead {
  readonly personId: string
  readonly at: Temporal.Instant
  readonly childIds: readonly string[]
}

/** What is to be looked into: who, over what time, how many different children, how many pages. */
export interface Unusual {
  readonly kind: FlagKind
  readonly personId: string
  readonly fromAt: Temporal.Instant
  readonly toAt: Temporal.Instant
  readonly children: number
  readonly readings: number
  /** The one child that an own-surname flag is about. */
  readonly childId: string | null
}

/** What was flagged before, so that nothing is flagged twice. */
export type Flagged = Pick<Unusual, 'kind' | 'personId' | 'fromAt' | 'toAt' | 'childId'>

export const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0

/** The reads of each person, in time order. */
export function byPerson(reads: readonly RecordRead[]): ReadonlyMap<string, readonly RecordRead[]> {
  const inOrder = reads.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
  const map = new Map<string, RecordRead[]>()
  for (const read of inOrder) map.set(read.personId, [...(map.get(read.personId) ?? []), read])
  return map
}

export const differentChildren = (reads: readonly RecordRead[]): number =>
  new Set(reads.flatMap(({ childIds }) => childIds)).size
