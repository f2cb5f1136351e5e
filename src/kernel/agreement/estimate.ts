import { studentQuantile } from '../statistics.ts'

/** A coefficient with its standard error and 95 % interval, or why there is none. */
export type Estimate =
  | { readonly value: number; readonly se: number; readonly low: number; readonly high: number }
  | { readonly value: null; readonly reason: string }

/** Why a coefficient cannot be given. */
export const reasons = {
  noRatings: 'not estimable: nothing was rated',
  noPairs: 'not estimable: no unit was rated by two raters',
  noVariation: 'not estimable: no variation',
  oneUnit: 'not estimable: one unit alone gives no standard error',
  notTwoRaters: 'kappa compares exactly two raters',
} as const

export const notEstimable = (reason: keyof typeof reasons): Estimate => ({ value: null, reason: reasons[reason] })

/**
 * What each unit adds to a coefficient, to the first order: the linearised variance is the variance of its mean. `centre` is
 * what it is taken around.
 */
export interface Influence {
  readonly value: number
  readonly centre: number
  readonly of: Float64Array
  /** How many units stand behind each. */
  readonly times: Float64Array
  /** What the sum of squares is divided by: n (n − 1) for n units, unless a coefficient has it otherwise. */
  readonly divisor: number
  /** Of Student's t: units with at least one rating, less one. */
  readonly degrees: number
}

/** The interval ends at 1, as in Gwet's irrCAC, and is not cut at its lower end: a coefficient may lie below 0. */
export function estimate({ value, centre, of, times, divisor, degrees }: Influence): Estimate {
  let squares = 0
  for (let at = 0; at < of.length; at += 1) squares += (times[at] ?? 0) * ((of[at] ?? 0) - centre) ** 2
  const se = Math.sqrt(squares / divisor)
  const reach = se * studentQuantile(0.975, degrees)
  return { value, se, low: value - reach, high: Math.min(1, value + reach) }
}
