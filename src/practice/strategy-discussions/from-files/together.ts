import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { CaseRecord, Section47Told } from '#practice/case-records'

/** A section 47 enquiry as the council's case system tells of it, in Annex A or the census. */
export type FromFile = CaseRecord & Section47Told

interface Own {
  readonly childId: string
  readonly startedAt: Temporal.Instant
}

/**
 * The rows of files that tell of an enquiry which is not recorded here: the same child and the same first day is the same
 * enquiry, told twice, and ours says more. Of several on one day as many are left out as there are of ours.
 */
export function notOurs(fromFiles: readonly FromFile[], ours: readonly Own[]): readonly FromFile[] {
  const keyOf = (childId: string, day: Temporal.PlainDate) => `${childId} ${day}`
  const left = new Map<string, number>()
  for (const { childId, startedAt } of ours) {
    const key = keyOf(childId, londonDate(startedAt))
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  return fromFiles
    .toSorted((one, other) => one.occurrence - other.occurrence)
    .filter(({ childId, onDay }) => {
      const key = keyOf(childId, onDay)
      const same = left.get(key) ?? 0
      if (same > 0) left.set(key, same - 1)
      return same === 0
    })
    .toSorted((one, other) => Temporal.PlainDate.compare(other.onDay, one.onDay))
}
