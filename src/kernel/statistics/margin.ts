/** The 97.5 % point of the standard normal distribution. */
const z95 = 1.959963984540054

/**
 * The 95 % margin of error of a share of 50 %, the widest there is, for a simple random sample without replacement: z √(¼ ÷ n) with
 * the finite-population correction √((N − n) ÷ (N − 1)) (Cochran, Sampling Techniques, 2.8). 0.1 is ten percentage points either
 * way; 0 when all were looked at; null when nobody was, which says nothing.
 */
export function marginOfError(sample: number, population: number): number | null {
  if (!(Number.isInteger(sample) && Number.isInteger(population) && sample >= 0 && sample <= population))
    throw new RangeError(`${sample} of ${population} is no sample`)
  if (sample === 0) return null
  if (sample === population) return 0
  return z95 * Math.sqrt(0.25 / sample) * Math.sqrt((population - sample) / (population - 1))
}
