import { type Cell, isSmall, type Sum, shownCells, smallestShown } from '#kernel/suppression'
import type { MeasurePoint } from '#platform/area'

/** A point as it may be shown. `isSuppressed` says that a figure exists and is withheld. */
export interface ShownPoint extends MeasurePoint {
  readonly isSuppressed: boolean
}

/**
 * For readers outside practice (scrutiny support, public papers): withholds every figure resting on fewer than five, on
 * either side of a share; and of the groups of a period whatever else one that is withheld could be worked out from, by a reader
 * who knows the period as a whole.
 */
export function suppressSmall(points: readonly MeasurePoint[]): readonly ShownPoint[] {
  const withheld = new Set<MeasurePoint>()
  for (const groups of Map.groupBy(points, ({ period }) => period.toString()).values())
    for (const point of withheldAmong(groups)) withheld.add(point)
  return points.map((point) =>
    withheld.has(point)
      ? { ...point, value: null, numerator: 0, denominator: 0, isSuppressed: true }
      : { ...point, isSuppressed: false },
  )
}

/** Of the groups of one period: one by one, the smallest first, until nothing can be worked out. */
function withheldAmong(groups: readonly MeasurePoint[]): ReadonlySet<MeasurePoint> {
  const withheld = new Set(groups.filter(isThin))
  for (;;) {
    const shown = shownBeside(groups, withheld)
    const [next] = groups
      .filter((point, at) => !withheld.has(point) && !(shown.has(`some ${at}`) && shown.has(`all ${at}`)))
      .sort((one, other) => one.denominator - other.denominator)
    if (next === undefined) return withheld
    withheld.add(next)
  }
}

/** Which counts may be shown, where of the groups that are withheld none is. Their sums stand elsewhere, where they are not small. */
function shownBeside(groups: readonly MeasurePoint[], withheld: ReadonlySet<MeasurePoint>): ReadonlySet<string> {
  const cells = new Map<string, Cell>()
  const sums: Sum[] = []
  // That a group stands there says that it has somebody; how many of them count may be nought.
  const put = (which: string, numerator: number, denominator: number, isPrinted = true): void => {
    cells.set(`some ${which}`, { count: numerator, isPrinted })
    cells.set(`rest ${which}`, { count: denominator - numerator, isPrinted: false })
    cells.set(`all ${which}`, { count: denominator, isPrinted: true })
    sums.push({ total: `all ${which}`, parts: [`some ${which}`, `rest ${which}`] })
  }
  for (const [at, point] of groups.entries()) put(`${at}`, point.numerator, point.denominator, !withheld.has(point))
  const whole = (of: (point: MeasurePoint) => number): number => groups.reduce((sum, point) => sum + of(point), 0)
  const some = whole(({ numerator }) => numerator)
  const all = whole(({ denominator }) => denominator)
  put('whole', some, all, !isThin({ numerator: some, denominator: all }))
  for (const which of ['some', 'rest', 'all'])
    sums.push({ total: `${which} whole`, parts: groups.map((_point, at) => `${which} ${at}`) })
  const unknown = groups.flatMap((point, at) => (withheld.has(point) ? [`all ${at}`] : []))
  return shownCells(cells, sums, isThin({ numerator: some, denominator: all }) ? [...unknown, 'all whole'] : unknown)
}

/** No share of none is told either, though nought is a count that may be: it would say that every one of a few is on the other side. */
const isThin = ({ numerator, denominator }: Pick<MeasurePoint, 'numerator' | 'denominator'>): boolean =>
  numerator < smallestShown || isSmall(denominator - numerator)
