import { missing, type Ratings } from './ratings.ts'

/**
 * Units with at least one rating, those with the same ratings counted together: no coefficient but kappa asks who gave which,
 * and ten thousand units of four raters have at most seventy patterns on a scale of four. In an order of their own, so that
 * nothing depends on the order of units or raters.
 */
export interface Patterns {
  /** Labels on the scale. */
  readonly labels: number
  /** Units with at least one rating. */
  readonly units: number
  /** Of those, units with two ratings or more: only they say anything of agreement. */
  readonly pairable: number
  /** How many units show each pattern. */
  readonly times: Float64Array
  /** How many ratings a unit of each pattern has. */
  readonly ratings: Float64Array
  /** How often each label stands in each pattern, pattern by pattern. */
  readonly counts: Float64Array
}

export function patternsOf({ cells, raters, scale }: Ratings): Patterns {
  const labels = scale.labels.length
  const found = new Map<string, { readonly unit: Uint16Array; times: number }>()
  const unit = new Uint16Array(labels)
  for (let from = 0; from < cells.length; from += raters) {
    unit.fill(0)
    for (let rater = 0; rater < raters; rater += 1) {
      const place = cells[from + rater] ?? missing
      if (place !== missing) unit[place] = (unit[place] ?? 0) + 1
    }
    const key = String.fromCharCode(...unit)
    const known = found.get(key)
    if (known) known.times += 1
    else found.set(key, { unit: unit.slice(), times: 1 })
  }
  const kept = [...found]
    .filter(([, { unit }]) => unit.some((times) => times > 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, pattern]) => pattern)
  return packed(labels, kept)
}

function packed(labels: number, kept: readonly { readonly unit: Uint16Array; readonly times: number }[]): Patterns {
  const times = Float64Array.from(kept, (pattern) => pattern.times)
  const ratings = Float64Array.from(kept, ({ unit }) => unit.reduce((sum, count) => sum + count, 0))
  const counts = new Float64Array(kept.length * labels)
  for (const [at, { unit }] of kept.entries()) counts.set(unit, at * labels)
  const units = times.reduce((sum, many) => sum + many, 0)
  const pairable = times.reduce((sum, many, at) => ((ratings[at] ?? 0) >= 2 ? sum + many : sum), 0)
  return { labels, units, pairable, times, ratings, counts }
}

/** The patterns of units with two ratings or more, alone. */
export function pairableOf(patterns: Patterns): Patterns {
  const { labels, ratings } = patterns
  const places = [...ratings.keys()].filter((at) => (ratings[at] ?? 0) >= 2)
  const counts = new Float64Array(places.length * labels)
  for (const [to, from] of places.entries())
    counts.set(patterns.counts.subarray(from * labels, (from + 1) * labels), to * labels)
  const pick = (values: Float64Array): Float64Array => Float64Array.from(places, (at) => values[at] ?? 0)
  return { ...patterns, units: patterns.pairable, times: pick(patterns.times), ratings: pick(ratings), counts }
}
