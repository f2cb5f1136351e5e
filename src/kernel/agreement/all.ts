import { krippendorffAlpha, krippendorffOrdinal } from './alpha.ts'
import { bootstrapAlpha } from './bootstrap.ts'
import type { Estimate } from './estimate.ts'
import { gwetAgreement, percentAgreement } from './gwet.ts'
import { cohenKappa } from './kappa.ts'
import { type Patterns, patternsOf } from './patterns.ts'
import type { Ratings } from './ratings.ts'
import { identityWeights, linearWeights, ordinalWeights, quadraticWeights, type Weights } from './weights.ts'

/** How far raters agree, by every coefficient, each with its 95 % interval or the reason why there is none. */
export interface Agreement {
  /** Units with at least one rating. */
  readonly units: number
  readonly percentAgreement: Estimate
  /** Krippendorff's. */
  readonly alpha: { readonly nominal: Estimate; readonly ordinal: Estimate; readonly interval: Estimate }
  /** Gwet's. */
  readonly ac1: Estimate
  readonly ac2: { readonly linear: Estimate; readonly quadratic: Estimate; readonly ordinal: Estimate }
  /** Cohen's: of two raters alone. */
  readonly kappa: { readonly unweighted: Estimate; readonly linear: Estimate; readonly quadratic: Estimate }
}

/**
 * All coefficients of these ratings. No variation at all leaves alpha and kappa without an answer, since the agreement to be
 * expected by chance is then 1; percentage, AC1 and AC2 are 1. Beside figures of few pairs, say so: {@link fewPairs}.
 */
export function agreementOf(ratings: Ratings): Agreement {
  const patterns = patternsOf(ratings)
  const { values } = ratings.scale
  const [identity, linear, quadratic] = [identityWeights(values), linearWeights(values), quadraticWeights(values)]
  return {
    units: patterns.units,
    percentAgreement: percentAgreement(patterns),
    alpha: {
      nominal: krippendorffAlpha(patterns, identity),
      ordinal: krippendorffAlpha(patterns, krippendorffOrdinal(patterns)),
      interval: alphaOfValues(patterns, quadratic),
    },
    ac1: gwetAgreement(patterns, identity),
    ac2: {
      linear: gwetAgreement(patterns, linear),
      quadratic: gwetAgreement(patterns, quadratic),
      ordinal: gwetAgreement(patterns, ordinalWeights(values)),
    },
    kappa: {
      unweighted: cohenKappa(ratings, identity),
      linear: cohenKappa(ratings, linear),
      quadratic: cohenKappa(ratings, quadratic),
    },
  }
}

/**
 * Alpha by squared distances between values. Its standard error is Gwet's, as of the others; its interval comes from resampling
 * ({@link bootstrapAlpha}), as Krippendorff does it, since alpha of few units is far from symmetric.
 */
function alphaOfValues(patterns: Patterns, quadratic: Weights): Estimate {
  const linearised = krippendorffAlpha(patterns, quadratic)
  if (linearised.value === null) return linearised
  const { low, high } = bootstrapAlpha(patterns, quadratic)
  return { ...linearised, low, high }
}

/** Units that two raters or more have rated. */
export const countPairs = (ratings: Ratings): number => patternsOf(ratings).pairable

const enoughPairs = 10

/** What is to be said beside figures of so few pairs; null when there are enough. */
export const fewPairs = (pairs: number): string | null =>
  pairs >= enoughPairs
    ? null
    : `Fewer than ${enoughPairs} pairs (${pairs}): too few to rest a judgement on, whatever the figures say.`
