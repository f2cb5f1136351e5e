import { type Estimate, estimate, notEstimable } from './estimate.ts'
import type { Patterns } from './patterns.ts'
import { dot, identityWeights, type Weights, weighted } from './weights.ts'

/**
 * The share of pairs of ratings of the same unit that agree: the mean over units, each unit counting once. Its standard error is
 * that of irrCAC's pa.coeff.raw, which takes units with a single rating for ones without agreement: where these are many it is
 * somewhat too wide (by a twelfth with two raters and a tenth of the ratings missing), and so are those of AC1, AC2 and kappa (by
 * a fortieth then).
 */
export function percentAgreement(patterns: Patterns): Estimate {
  return ifEstimable(patterns, () => {
    const each = agreementInUnits(patterns, identityWeights([...Array(patterns.labels).keys()]))
    const value = dot(each, patterns.times) / patterns.pairable
    const scaled = each.map((agreement) => agreement * (patterns.units / patterns.pairable))
    return linearised(patterns, value, scaled)
  })
}

/**
 * Gwet's AC1 (identity weights) and AC2: agreement beyond what raters would reach by chance on units that are hard to grade.
 * Chance is reckoned over the whole declared scale, so it can be estimated, as 1, when everybody gave everything one label of
 * several. Gwet (2008), doi:10.1348/000711006X126600; weights and missing ratings as in the Handbook, 4th edition, and irrCAC's
 * gwet.ac1.raw.
 */
export function gwetAgreement(patterns: Patterns, weights: Weights): Estimate {
  return ifEstimable(patterns, () => {
    const { labels, units, pairable, times, ratings, counts } = patterns
    const each = agreementInUnits(patterns, weights)
    const observed = dot(each, times) / pairable
    const spread = labelShares(patterns)
    const rest = spread.map((share) => 1 - share)
    const perLabel = weights.of.reduce((sum, weight) => sum + weight, 0) / (labels * (labels - 1))
    const chance = perLabel * dot(spread, rest)
    const value = (observed - chance) / (1 - chance)
    const influence = each.map((agreement, at) => {
      const many = ratings[at] ?? 0
      const own = many >= 2 ? ((units / pairable) * (agreement - chance)) / (1 - chance) : 0
      const ownChance = (perLabel * dot(rest, counts, at * labels)) / many
      return own - (2 * (1 - value) * (ownChance - chance)) / (1 - chance)
    })
    return linearised(patterns, value, influence)
  })
}

const linearised = ({ units, times }: Patterns, value: number, of: Float64Array): Estimate =>
  estimate({ value, centre: value, of, times, divisor: units * (units - 1), degrees: units - 1 })

function ifEstimable({ units, pairable }: Patterns, then: () => Estimate): Estimate {
  if (units === 0) return notEstimable('noRatings')
  if (pairable === 0) return notEstimable('noPairs')
  return units === 1 ? notEstimable('oneUnit') : then()
}

/** For each pattern, the mean agreement of its pairs of ratings; 0 where there is only one rating. */
export function agreementInUnits({ labels, ratings, counts }: Patterns, weights: Weights): Float64Array {
  return ratings.map((many, at) => {
    if (many < 2) return 0
    return (dot(weighted(weights, counts, at * labels), counts, at * labels) - many) / (many * (many - 1))
  })
}

/** The mean share of each label in a unit's ratings: each unit counts once, however many rated it. */
function labelShares({ labels, units, times, ratings, counts }: Patterns): Float64Array {
  const spread = new Float64Array(labels)
  times.forEach((many, at) => {
    const share = many / (units * (ratings[at] ?? 0))
    for (let label = 0; label < labels; label += 1)
      spread[label] = (spread[label] ?? 0) + share * (counts[at * labels + label] ?? 0)
  })
  return spread
}
