import type { MeasurePoint } from '#platform/area'

/** Counts below this could point to a child or a family (practice.md §5, trap 18). */
export const smallestShown = 5

/** A point as it may be shown. `isSuppressed` says that a figure exists and is withheld. */
export interface ShownPoint extends MeasurePoint {
  readonly isSuppressed: boolean
}

/**
 * For readers outside practice (scrutiny support, public papers): withholds every figure resting on fewer than five, on
 * either side of a share; and where only one group of a period would be withheld, the next smallest with it, because
 * the one could be worked out from the total.
 */
export function suppressSmall(points: readonly MeasurePoint[]): readonly ShownPoint[] {
  const withheld = new Set(points.filter(isSmall))
  for (const group of byPeriod(points).values()) {
    const hidden = group.filter((point) => withheld.has(point))
    const next = group.filter((point) => !withheld.has(point)).sort((a, b) => a.denominator - b.denominator)[0]
    if (hidden.length === 1 && next) withheld.add(next)
  }
  return points.map((point) =>
    withheld.has(point)
      ? { ...point, value: null, numerator: 0, denominator: 0, isSuppressed: true }
      : { ...point, isSuppressed: false },
  )
}

const isSmall = ({ numerator, denominator }: MeasurePoint): boolean =>
  numerator < smallestShown || (denominator !== numerator && denominator - numerator < smallestShown)

function byPeriod(points: readonly MeasurePoint[]): ReadonlyMap<string, readonly MeasurePoint[]> {
  return Map.groupBy(points, ({ period }) => period.toString())
}
