/** A share that carries what it is a share of: a percentage without its denominator means nothing (practice.md §5, trap 8). */
export interface Share {
  readonly numerator: number
  readonly denominator: number
  /** 0 to 1; null when there was nothing to be a share of, which is neither 0 % nor 100 %. */
  readonly value: number | null
}

/** How many of how many. Both are counts, and no more can be counted than there are. */
export function share(numerator: number, denominator: number): Share {
  if (!(numerator >= 0 && numerator <= denominator)) {
    throw new RangeError(`${numerator} of ${denominator} is not a share`)
  }
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}

/** The share of things of which something holds. */
export const shareOf = <Thing>(things: readonly Thing[], holds: (thing: Thing) => boolean): Share =>
  share(things.filter(holds).length, things.length)

/**
 * Events for so many of a population ("per 10,000 children", as DfE publishes referrals): may exceed `per`, because one child can
 * be referred twice. null when there is no population.
 */
export function rate(events: number, population: number, per: number): number | null {
  if (!(events >= 0 && population >= 0 && per > 0)) {
    throw new RangeError(`${events} events in ${population}, per ${per}, is not a rate`)
  }
  return population === 0 ? null : (events / population) * per
}
