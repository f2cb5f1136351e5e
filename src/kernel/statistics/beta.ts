/**
 * The regularised incomplete beta function I_x(a, b): the share of a beta distribution that lies below x (0 to 1; a and b above
 * 0). Binomial tails and Student's t are both made of it. By its continued fraction (Lentz's way of reckoning it), right to at
 * least ten digits up to a and b of a hundred thousand.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) throw new RangeError(`No incomplete beta of ${x} with ${a} and ${b}`)
  if (x === 0 || x === 1) return x
  // The fraction converges fast on its own side of the mean; the other side is the rest.
  return x < (a + 1) / (a + b + 2) ? tail(x, a, b) : 1 - tail(1 - x, b, a)
}

/** The x below which the share `p` of a beta distribution lies: the inverse of {@link incompleteBeta}, by halving. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile's share goes from 0 to 1, not ${p}`)
  if (p === 0 || p === 1) return p
  let [below, above] = [0, 1]
  for (;;) {
    const middle = (below + above) / 2
    if (middle === below || middle === above) return middle
    if (incompleteBeta(middle, a, b) < p) below = middle
    else above = middle
  }
}

function tail(x: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) * continuedFraction(x, a, b)) / a
}

const mostTerms = 100_000
const enough = 1e-16

function continuedFraction(x: number, a: number, b: number): number {
  let [upper, lower] = [1, inverse(1 - ((a + b) * x) / (a + 1))]
  let value = lower
  for (let m = 1; m <= mostTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    lower = inverse(1 + even * lower)
    upper = awayFromZero(1 + even / upper)
    value *= lower * upper
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    lower = inverse(1 + odd * lower)
    upper = awayFromZero(1 + odd / upper)
    value *= lower * upper
    if (Math.abs(lower * upper - 1) <= enough) return value
  }
  return value
}

const awayFromZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)

const inverse = (value: number): number => 1 / awayFromZero(value)

/** Lanczos's approximation with nine terms (g = 7). */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/** The natural logarithm of the gamma function, for arguments of at least a half. */
function logGamma(z: number): number {
  const from = z - 1
  const sum = lanczos.reduce((total, term, at) => (at === 0 ? term : total + term / (from + at)), 0)
  const base = from + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (from + 0.5) * Math.log(base) - base + Math.log(sum)
}
