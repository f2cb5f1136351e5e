import { betaQuantile } from './beta.ts'

/** Where a share may lie, from 0 to 1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The quantile of the normal distribution that leaves 2.5 % above it. */
const z = 1.959963984540054

/** Wilson's score interval (95 %) for so many of so many, without correction for continuity; null of none. */
export function wilsonInterval(numerator: number, denominator: number): Interval | null {
  if (!areCounts(numerator, denominator)) return null
  const square = z * z
  const centre = (numerator + square / 2) / (denominator + square)
  const rest = (numerator * (denominator - numerator)) / denominator
  const reach = (z * Math.sqrt(rest + square / 4)) / (denominator + square)
  return {
    low: numerator === 0 ? 0 : centre - reach,
    high: numerator === denominator ? 1 : centre + reach,
  }
}

/** Clopper and Pearson's exact interval (95 %): never too narrow, for few cases rather too wide; null of none. */
export function exactInterval(numerator: number, denominator: number): Interval | null {
  if (!areCounts(numerator, denominator)) return null
  const rest = denominator - numerator
  return {
    low: numerator === 0 ? 0 : betaQuantile(0.025, numerator, rest + 1),
    high: rest === 0 ? 1 : betaQuantile(0.975, numerator + 1, rest),
  }
}

/**
 * How far, at most, the share in a simple random sample lies from the share in the frame it was drawn from (95 %, by the normal
 * approximation at a share of one half, with the correction for a finite population): the stated precision of a sample. 0 when
 * everything was drawn; null for none drawn.
 */
export function sampleMargin(drawn: number, frame: number): number | null {
  if (!areCounts(drawn, frame) || drawn === 0) return null
  if (drawn === frame) return 0
  return z * Math.sqrt((0.25 / drawn) * ((frame - drawn) / (frame - 1)))
}

/** Throws for what is no count of a count. False when there is nothing to count. */
function areCounts(numerator: number, denominator: number): boolean {
  if (!(Number.isInteger(numerator) && Number.isInteger(denominator) && numerator >= 0 && numerator <= denominator))
    throw new RangeError(`${numerator} of ${denominator} is not a count of a count`)
  return denominator > 0
}
