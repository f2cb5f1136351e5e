/**
 * The value below which a share of the values lies, between neighbours by straight line (Hyndman and Fan's type 7, as
 * Excel's PERCENTILE.INC and R do it). `share` goes from 0 to 1; null when there are no values. The order of values is free.
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A quantile's share goes from 0 to 1, not ${share}`)
  if (values.some(Number.isNaN)) throw new RangeError('A quantile needs numbers')
  return quantileOfOrdered(
    values.toSorted((one, other) => one - other),
    share,
  )
}

/** The same of values that are in order already, such as a sorted Float64Array: nothing is checked and nothing copied. */
export function quantileOfOrdered(ordered: ArrayLike<number>, share: number): number | null {
  const place = (ordered.length - 1) * share
  const below = ordered[Math.floor(place)]
  const above = ordered[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below === above ? below : below + (above - below) * (place - Math.floor(place))
}

/** The middle value, or halfway between the two middle ones; null when there are none. */
export const median = (values: readonly number[]): number | null => quantile(values, 0.5)
