/** A part of the frame, and how many are in it. */
export interface Stratum {
  readonly name: string
  readonly size: number
}

/**
 * How many of each stratum a sample of `sample` takes: as near to proportional as whole numbers allow (largest remainder; a tie
 * goes to the larger stratum, then by name). Where the sample is large enough, every stratum that is not empty gives at least one:
 * those take theirs from the strata that have most above one. Never more than a stratum has. Name to how many.
 */
export function apportion(strata: readonly Stratum[], sample: number): ReadonlyMap<string, number> {
  const ordered = [...strata].sort((one, other) => other.size - one.size || (one.name < other.name ? -1 : 1))
  const frame = ordered.reduce((sum, { size }) => sum + size, 0)
  const wanted = Math.min(sample, frame)
  const quota = ({ size }: Stratum): number => (frame === 0 ? 0 : (wanted * size) / frame)
  const seats = new Map(ordered.map((stratum) => [stratum.name, Math.floor(quota(stratum) + 1e-9)]))
  const left = wanted - [...seats.values()].reduce((sum, each) => sum + each, 0)
  const remainder = (stratum: Stratum): number => quota(stratum) - (seats.get(stratum.name) ?? 0)
  const byRemainder = [...ordered].sort((one, other) => {
    const difference = remainder(other) - remainder(one)
    return Math.abs(difference) < 1e-9 ? 0 : difference
  })
  for (const { name } of byRemainder.slice(0, left)) seats.set(name, (seats.get(name) ?? 0) + 1)
  if (wanted >= ordered.filter(({ size }) => size > 0).length) giveEachOne(ordered, seats)
  return seats
}

function giveEachOne(ordered: readonly Stratum[], seats: Map<string, number>): void {
  for (const { name, size } of ordered) {
    if (size === 0 || (seats.get(name) ?? 0) > 0) continue
    const [giver] = [...seats].filter(([, many]) => many > 1).sort(([, one], [, other]) => other - one)
    if (giver === undefined) return
    seats.set(giver[0], giver[1] - 1)
    seats.set(name, 1)
  }
}
