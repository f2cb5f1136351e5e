import { incompleteBeta } from './beta.ts'
import type { Interval } from './share-interval.ts'

/** Between which shares so many cases of one and the same practice would lie, 95 and 99.8 times in a hundred. */
export interface FunnelLimits {
  /** Nineteen times in twenty: worth a look. */
  readonly warning: Interval
  /** But for one time in five hundred: hardly chance. */
  readonly alarm: Interval
}

/**
 * Limits of a funnel plot for shares: what chance alone does to `cases` (one or more) whose true share is `target` (0 to 1). By the
 * exact binomial distribution, between its steps by straight line (Spiegelhalter 2005, doi:10.1002/sim.1970, appendix A.1.1), and
 * kept within 0 and 1. Of few cases the upper limit is nearer the target than the lower one, because "at most" counts the step
 * that is reached: his definition.
 */
export function funnelLimits(cases: number, target: number): FunnelLimits {
  if (!(Number.isInteger(cases) && cases >= 1)) throw new RangeError(`${cases} is not a number of cases`)
  if (!(target >= 0 && target <= 1)) throw new RangeError(`A share goes from 0 to 1, not ${target}`)
  if (target === 0 || target === 1) {
    const certain = { low: target, high: target }
    return { warning: certain, alarm: certain }
  }
  const between = (outside: number): Interval => ({
    low: limitAt(outside / 2, cases, target),
    high: limitAt(1 - outside / 2, cases, target),
  })
  return { warning: between(0.05), alarm: between(0.002) }
}

/** The share of cases up to which the part `p` of chance results lies. */
function limitAt(p: number, cases: number, target: number): number {
  const reached = quantileOfBinomial(p, cases, target)
  const upTo = atMost(reached, cases, target)
  const before = atMost(reached - 1, cases, target)
  const step = (upTo - p) / (upTo - before)
  return Math.min(1, Math.max(0, (reached - step) / cases))
}

/** The least number of which the chance that there are at most so many reaches `p`. */
function quantileOfBinomial(p: number, cases: number, target: number): number {
  let [below, reached] = [-1, cases]
  while (reached - below > 1) {
    const middle = Math.floor((below + reached) / 2)
    if (atMost(middle, cases, target) >= p) reached = middle
    else below = middle
  }
  return reached
}

/** The chance of at most `number` of `cases`, each with the chance `target`. */
function atMost(number: number, cases: number, target: number): number {
  if (number < 0) return 0
  return number >= cases ? 1 : incompleteBeta(1 - target, cases - number, number + 1)
}
