import { type Estimate, estimate, notEstimable } from './estimate.ts'
import { missing, type Ratings } from './ratings.ts'
import { dot, type Weights, weighted } from './weights.ts'

/**
 * Cohen's kappa of two raters, plain (identity weights) or weighted. With every unit rated by both, the standard error is the
 * large-sample one of Fleiss, Cohen and Everitt (1969), as in irrCAC's kappa2.table. Where ratings are missing, each rater's
 * own spread of labels is taken from all that they rated and agreement from the units both rated, with the standard error of
 * irrCAC's conger.kappa.raw, which differs from the other by n − 1 in place of n (Gwet, Handbook, 4th edition).
 */
export function cohenKappa(ratings: Ratings, weights: Weights): Estimate {
  if (ratings.raters !== 2) return notEstimable('notTwoRaters')
  const table = tableOf(ratings)
  if (table.units === 0) return notEstimable('noRatings')
  if (table.pairs === 0) return notEstimable('noPairs')
  const { labels, units, pairs, first, second } = table
  if (first.some((share, label) => share === 1 && second[label] === 1)) return notEstimable('noVariation')
  if (units === 1) return notEstimable('oneUnit')
  const ofFirst = weighted(weights, second)
  const ofSecond = weighted(weights, first)
  const chance = dot(ofFirst, first)
  const weightOf = (one: number, other: number): number => weights.of[one * labels + other] ?? 0
  let observed = 0
  for (const { one, other, times } of table.cells)
    if (one !== missing && other !== missing) observed += (times * weightOf(one, other)) / pairs
  const value = (observed - chance) / (1 - chance)
  const of = table.cells.map(({ one, other }) => {
    const isPair = one !== missing && other !== missing
    const own = isPair ? (units / pairs) * (weightOf(one, other) - chance) : 0
    const byFirst = one === missing ? 0 : (units / table.ratedByFirst) * ((ofFirst[one] ?? 0) - chance)
    const bySecond = other === missing ? 0 : (units / table.ratedBySecond) * ((ofSecond[other] ?? 0) - chance)
    return (own - (1 - value) * (byFirst + bySecond)) / (1 - chance)
  })
  return estimate({
    value,
    centre: value,
    of: Float64Array.from(of),
    times: Float64Array.from(table.cells, ({ times }) => times),
    divisor: units * (pairs === units ? units : units - 1),
    degrees: units - 1,
  })
}

interface Table {
  readonly labels: number
  readonly units: number
  readonly pairs: number
  readonly ratedByFirst: number
  readonly ratedBySecond: number
  /** The share of each label among what a rater rated. */
  readonly first: Float64Array
  readonly second: Float64Array
  /** How often the two gave these labels, or none. */
  readonly cells: readonly { readonly one: number; readonly other: number; readonly times: number }[]
}

function tableOf({ cells, scale }: Ratings): Table {
  const labels = scale.labels.length
  const side = labels + 1
  const counts = new Float64Array(side * side)
  for (let from = 0; from < cells.length; from += 2) {
    const place = ((cells[from] ?? missing) + 1) * side + (cells[from + 1] ?? missing) + 1
    counts[place] = (counts[place] ?? 0) + 1
  }
  counts[0] = 0
  const found = [...counts.entries()]
    .filter(([, times]) => times > 0)
    .map(([place, times]) => ({ one: Math.floor(place / side) - 1, other: (place % side) - 1, times }))
  const sum = (of: typeof found): number => of.reduce((total, { times }) => total + times, 0)
  const byFirst = found.filter(({ one }) => one !== missing)
  const bySecond = found.filter(({ other }) => other !== missing)
  const [ratedByFirst, ratedBySecond] = [sum(byFirst), sum(bySecond)]
  const [first, second] = [new Float64Array(labels), new Float64Array(labels)]
  for (const { one, times } of byFirst) first[one] = (first[one] ?? 0) + times
  for (const { other, times } of bySecond) second[other] = (second[other] ?? 0) + times
  return {
    labels,
    units: sum(found),
    pairs: sum(byFirst.filter(({ other }) => other !== missing)),
    ratedByFirst,
    ratedBySecond,
    first: first.map((count) => count / ratedByFirst),
    second: second.map((count) => count / ratedBySecond),
    cells: found,
  }
}
