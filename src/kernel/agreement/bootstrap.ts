import { quantileOfOrdered, seededDraws } from '../statistics.ts'
import { agreementInUnits } from './gwet.ts'
import { type Patterns, pairableOf } from './patterns.ts'
import type { Weights } from './weights.ts'
import { dot, weighted } from './weights.ts'

/** Alpha's interval by resampling: fixed, so that the same ratings always give the same interval. */
export const bootstrap = { resamples: 4000, seed: 20_211_018 } as const

export interface Resampled {
  /** The standard deviation of alpha over the resamples. */
  readonly se: number
  /** Its 2.5 % and 97.5 % quantiles (type 7). */
  readonly low: number
  readonly high: number
}

/**
 * Krippendorff's alpha on as many pairable units, drawn with replacement, again and again. Resamples in which only one label
 * occurs have no alpha and are left out (more than a third of them remain, however rare the second label). The ratings must
 * vary. Works on counts of patterns: each draw costs one step, whatever the number of raters.
 */
export function bootstrapAlpha(all: Patterns, weights: Weights): Resampled {
  const patterns = pairableOf(all)
  const drawn = new Float64Array(patterns.times.length)
  const patternOf = patternOfEach(patterns)
  const draws = seededDraws(bootstrap.seed)
  const alpha = alphaOfTimes(patterns, weights)
  const found = new Float64Array(bootstrap.resamples)
  let many = 0
  for (let resample = 0; resample < bootstrap.resamples; resample += 1) {
    drawn.fill(0)
    for (let unit = 0; unit < patternOf.length; unit += 1) {
      const pattern = patternOf[draws.below(patternOf.length)] ?? 0
      drawn[pattern] = (drawn[pattern] ?? 0) + 1
    }
    const value = alpha(drawn)
    if (value !== null) found[many++] = value
  }
  return summed(found.subarray(0, many).sort())
}

function patternOfEach({ times, units }: Patterns): Int32Array {
  const patternOf = new Int32Array(units)
  let from = 0
  times.forEach((many, pattern) => {
    patternOf.fill(pattern, from, from + many)
    from += many
  })
  return patternOf
}

/** Alpha of the patterns when they occur so often; null when only one label occurs. */
function alphaOfTimes(patterns: Patterns, weights: Weights): (times: Float64Array) => number | null {
  const { labels, ratings, counts } = patterns
  const each = agreementInUnits(patterns, weights).map((agreement, at) => (1 - agreement) * (ratings[at] ?? 0))
  const totals = new Float64Array(labels)
  return (times) => {
    totals.fill(0)
    let total = 0
    for (let at = 0; at < times.length; at += 1) {
      const many = times[at] ?? 0
      if (many === 0) continue
      total += many * (ratings[at] ?? 0)
      for (let label = 0; label < labels; label += 1)
        totals[label] = (totals[label] ?? 0) + many * (counts[at * labels + label] ?? 0)
    }
    if (totals.some((of) => of === total)) return null
    const expected = total * total - dot(weighted(weights, totals), totals)
    return 1 - ((total - 1) * dot(each, times)) / expected
  }
}

function summed(ordered: Float64Array): Resampled {
  const mean = ordered.reduce((sum, value) => sum + value, 0) / ordered.length
  const squares = ordered.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    se: Math.sqrt(squares / (ordered.length - 1)),
    low: quantileOfOrdered(ordered, 0.025) ?? Number.NaN,
    high: quantileOfOrdered(ordered, 0.975) ?? Number.NaN,
  }
}
