import { Temporal } from 'temporal-polyfill'
import { byPerson, differentChildren, type Flagged, isBefore, type RecordRead, type Unusual } from './reading.ts'

/**
 * More than `limit` different children opened by one person within any 60 minutes. What was flagged already is not counted
 * again: whoever goes on is flagged anew once they have read as many more.
 */
export function manyRecords(
  reads: readonly RecordRead[],
  limit: number,
  flagged: readonly Flagged[],
): readonly Unusual[] {
  return [...byPerson(reads)].flatMap(([personId, theirs]) => {
    const before = flagged.filter((flag) => flag.kind === 'many-records' && flag.personId === personId)
    const uncounted = theirs.filter(({ at }) => before.every(({ toAt }) => isBefore(toAt, at)))
    return burstsOf(personId, uncounted, limit)
  })
}

function burstsOf(personId: string, reads: readonly RecordRead[], limit: number): readonly Unusual[] {
  const found: Unusual[] = []
  let window: readonly RecordRead[] = []
  for (const read of reads) {
    const hourAgo = read.at.subtract({ hours: 1 })
    window = [...window.filter(({ at }) => isBefore(hourAgo, at)), read]
    const children = differentChildren(window)
    if (children <= limit) continue
    const fromAt = window[0]?.at ?? read.at
    found.push({
      kind: 'many-records',
      personId,
      fromAt,
      toAt: read.at,
      children,
      readings: window.length,
      childId: null,
    })
    window = []
  }
  return found
}

/** The hour is looked at again with what was read before it, so that a burst over two runs is seen whole. */
export const lookBack = Temporal.Duration.from({ hours: 2 })
