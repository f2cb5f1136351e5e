import { drawSample } from '#kernel/sampling'

/** A case that could be drawn, with the stratum it belongs to: '' where nothing is stratified. */
export interface InFrame {
  readonly id: string
  readonly stratum: string
}

/**
 * How many are drawn from each stratum: in proportion to its size, whole numbers by largest remainder, never more than it holds.
 * Ties go to the stratum whose name comes first.
 */
export function sharesOf(sizes: ReadonlyMap<string, number>, size: number): ReadonlyMap<string, number> {
  const total = [...sizes.values()].reduce((sum, each) => sum + each, 0)
  const wanted = Math.min(size, total)
  if (total === 0) return new Map()
  const exact = [...sizes].map(([name, each]) => ({
    name,
    whole: Math.floor((wanted * each) / total),
    rest: (wanted * each) % total,
  }))
  const left = wanted - exact.reduce((sum, { whole }) => sum + whole, 0)
  const first = [...exact]
    .sort((one, other) => other.rest - one.rest || (one.name < other.name ? -1 : 1))
    .slice(0, left)
  return new Map(exact.map(({ name, whole }) => [name, whole + (first.some((each) => each.name === name) ? 1 : 0)]))
}

/** Draws by strata, each with the same seed; the same frame, size and seed draw the same. Answers the ids drawn. */
export function drawByStrata(frame: readonly InFrame[], size: number, seed: string): ReadonlySet<string> {
  const strata = Map.groupBy(frame, ({ stratum }) => stratum)
  const shares = sharesOf(new Map([...strata].map(([name, each]) => [name, each.length])), size)
  return new Set(
    [...strata].flatMap(
      ([name, each]) =>
        drawSample(
          each.map(({ id }) => id),
          shares.get(name) ?? 0,
          seed,
        ).ids,
    ),
  )
}
