import { betaQuantile, incompleteBeta } from './beta.ts'

/** The share of Student's t distribution with so many degrees of freedom (above 0) that lies below `t`. */
export function studentShare(t: number, degrees: number): number {
  const outside = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  return t < 0 ? outside / 2 : 1 - outside / 2
}

/** The t below which the share `p` of it lies (above 0, below 1): 2.2010 for 0.975 and 11 degrees of freedom. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`Student's t has no quantile at ${p}`)
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  // By the middle share rather than the tail: for many degrees of freedom the tail's argument is too near 1 to tell apart.
  const y = betaQuantile(2 * p - 1, 0.5, degrees / 2)
  return Math.sqrt((degrees * y) / (1 - y))
}
