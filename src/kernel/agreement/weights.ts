/** How far each pair of labels agrees, from 0 to 1, row by row: 1 on the diagonal, symmetric. */
export interface Weights {
  readonly size: number
  readonly of: Float64Array
}

/** Only the same label agrees. */
export const identityWeights = (values: readonly number[]): Weights =>
  weights(values.length, (one, other) => (one === other ? 1 : 0))

/** Falls with the distance between the values. */
export const linearWeights = (values: readonly number[]): Weights =>
  byValue(values, (distance, widest) => 1 - distance / widest)

/** Falls with the square of the distance between the values. */
export const quadraticWeights = (values: readonly number[]): Weights =>
  byValue(values, (distance, widest) => 1 - (distance / widest) ** 2)

/**
 * Gwet's ordinal weights (Handbook of Inter-Rater Reliability, 4th edition, chapter 3): by how many pairs can be made of the
 * labels from one to the other, so by ranks alone.
 */
export const ordinalWeights = ({ length }: readonly number[]): Weights => {
  const pairs = (apart: number): number => ((apart + 1) * apart) / 2
  return weights(length, (one, other) => 1 - pairs(Math.abs(one - other)) / pairs(length - 1))
}

function byValue(values: readonly number[], agreement: (distance: number, widest: number) => number): Weights {
  const at = (place: number): number => values[place] ?? Number.NaN
  const widest = at(values.length - 1) - at(0)
  return weights(values.length, (one, other) => agreement(Math.abs(at(one) - at(other)), widest))
}

/** Weights made from a rule for each two places of the scale. */
export function weights(size: number, agreement: (one: number, other: number) => number): Weights {
  const of = new Float64Array(size * size)
  for (let one = 0; one < size; one += 1)
    for (let other = 0; other < size; other += 1) of[one * size + other] = agreement(one, other)
  return { size, of }
}

/** For each label, the agreement with what is spread over the labels like this: the weights' matrix times the vector. */
export function weighted({ size, of }: Weights, spread: Float64Array, from = 0): Float64Array {
  const total = new Float64Array(size)
  for (let one = 0; one < size; one += 1) {
    let sum = 0
    for (let other = 0; other < size; other += 1) sum += (of[one * size + other] ?? 0) * (spread[from + other] ?? 0)
    total[one] = sum
  }
  return total
}

/** The sum of the products. */
export function dot(one: Float64Array, other: Float64Array, from = 0): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[from + at] ?? 0)
  return sum
}
