/** A square matrix, row by row. */
export interface Matrix {
  readonly size: number
  readonly of: Float64Array
}

export const matrix = (size: number): Matrix => ({ size, of: new Float64Array(size * size) })

/** A pivot this small, of what it was, is nothing but rounding: the column depends on those before it. */
const nothing = 1e-9

/**
 * Sweeps the columns of a matrix of sums of products (Goodnight 1979, "A tutorial on the sweep operator") up to, not including,
 * `upTo`, in place. Between swept columns stands the inverse then, and in every other column of a swept row the coefficient of
 * its regression on the swept ones. Answers which were swept: a column that depends on those before it is left alone.
 */
export function sweep(swept: Matrix, upTo: number): readonly boolean[] {
  const { size, of } = swept
  const sizes = Array.from({ length: upTo }, (_, column) => of[column * size + column] ?? 0)
  return sizes.map((whole, pivot) => {
    const value = of[pivot * size + pivot] ?? 0
    if (!(value > whole * nothing)) return false
    sweepColumn(swept, pivot, value)
    return true
  })
}

function sweepColumn({ size, of }: Matrix, pivot: number, value: number): void {
  const own = pivot * size
  for (let column = 0; column < size; column += 1) of[own + column] = (of[own + column] ?? 0) / value
  for (let row = 0; row < size; row += 1) {
    const factor = row === pivot ? 0 : (of[row * size + pivot] ?? 0)
    if (factor === 0) continue
    for (let column = 0; column < size; column += 1)
      of[row * size + column] = (of[row * size + column] ?? 0) - factor * (of[own + column] ?? 0)
    of[row * size + pivot] = -factor / value
  }
  of[own + pivot] = 1 / value
}
