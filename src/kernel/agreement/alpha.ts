import { type Estimate, estimate, notEstimable } from './estimate.ts'
import { agreementInUnits } from './gwet.ts'
import { type Patterns, pairableOf } from './patterns.ts'
import { dot, type Weights, weighted, weights } from './weights.ts'

/**
 * Krippendorff's alpha for weights that say how far labels agree (1 − δ²/δ²max of his metric δ; which δ²max does not matter).
 * The standard error is Gwet's linearised one, as in irrCAC 1.0 for R and Python (krippen.alpha.raw): over the units that have
 * two ratings or more, the metric taken as given. The weights of {@link krippendorffOrdinal} come from the ratings themselves;
 * what that adds to the variance is left out. Student's t has one degree of freedom less than there are rated units, those with
 * a single rating included (irrCAC 1.0 leaves these out; its author's later version, not released, counts them as here).
 */
export function krippendorffAlpha(all: Patterns, weights: Weights): Estimate {
  const patterns = pairableOf(all)
  const problem = alphaProblem(patterns, all)
  if (problem) return problem
  const { labels, units, times, ratings, counts } = patterns
  const mean = dot(ratings, times) / units
  const each = agreementInUnits(patterns, weights).map((agreement, at) => (agreement * (ratings[at] ?? 0)) / mean)
  const uncorrected = dot(each, times) / units
  // Every rating pairs with all others of the same unit, and in expectation with all others but itself.
  const correction = 1 / (units * mean)
  const observed = (1 - correction) * uncorrected + correction
  const spread = labelTotals(patterns).map((total) => total / (units * mean))
  const expected = weighted(weights, spread)
  const chance = dot(expected, spread)
  const value = (observed - chance) / (1 - chance)
  const centre = (uncorrected - chance) / (1 - chance)
  const of = each.map((agreement, at) => {
    const more = ((ratings[at] ?? 0) - mean) / mean
    const own = (agreement - observed * more - chance) / (1 - chance)
    const ownChance = dot(expected, counts, at * labels) / mean - chance * more
    return own - (2 * (1 - centre) * (ownChance - chance)) / (1 - chance)
  })
  return estimate({ value, centre, of, times, divisor: units * (units - 1), degrees: all.units - 1 })
}

/** Why alpha of these units cannot be given, if so. It needs two pairable units, and two labels that were used. */
function alphaProblem(pairable: Patterns, all: Patterns): Estimate | null {
  if (all.units === 0) return notEstimable('noRatings')
  if (pairable.units === 0) return notEstimable('noPairs')
  if (labelTotals(pairable).filter((total) => total > 0).length < 2) return notEstimable('noVariation')
  return pairable.units === 1 ? notEstimable('oneUnit') : null
}

/**
 * Krippendorff's own ordinal metric: as far apart as there are ratings between two labels, half of those of the two
 * themselves, by the ratings of units that have two or more (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").
 */
export function krippendorffOrdinal(all: Patterns): Weights {
  const totals = labelTotals(pairableOf(all))
  const upTo = new Float64Array(totals.length)
  let passed = 0
  totals.forEach((total, label) => {
    upTo[label] = passed + total / 2
    passed += total
  })
  const widest = (upTo.at(-1) ?? 0) - (upTo[0] ?? 0)
  return weights(totals.length, (one, other) =>
    one === other || widest === 0 ? 1 : 1 - (((upTo[one] ?? 0) - (upTo[other] ?? 0)) / widest) ** 2,
  )
}

/** How often each label was given. */
function labelTotals({ labels, times, counts }: Patterns): Float64Array {
  const totals = new Float64Array(labels)
  times.forEach((many, at) => {
    for (let label = 0; label < labels; label += 1)
      totals[label] = (totals[label] ?? 0) + many * (counts[at * labels + label] ?? 0)
  })
  return totals
}
