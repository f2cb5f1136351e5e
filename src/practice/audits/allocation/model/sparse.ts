/** A model as it grows: columns (what is decided) and rows (what must hold), handed to the solver as arrays. */
export interface SparseModel {
  readonly cost: number[]
  readonly lower: number[]
  readonly upper: number[]
  /** 1 whole, 0 any. */
  readonly isWhole: number[]
  readonly rowLower: number[]
  readonly rowUpper: number[]
  /** Compressed rows: where each begins, then its columns and their coefficients. */
  readonly starts: number[]
  readonly indices: number[]
  readonly values: number[]
  /** Added to the objective whatever is decided. */
  offset: number
}

export type Term = readonly [column: number, coefficient: number]

export const emptyModel = (): SparseModel => ({
  cost: [],
  lower: [],
  upper: [],
  isWhole: [],
  rowLower: [],
  rowUpper: [],
  starts: [0],
  indices: [],
  values: [],
  offset: 0,
})

interface Column {
  readonly upper: number
  readonly lower?: number
  readonly cost?: number
  readonly isWhole?: boolean
}

/** Answers the number of the column. */
export function addColumn(model: SparseModel, { upper, lower = 0, cost = 0, isWhole = false }: Column): number {
  model.cost.push(cost)
  model.lower.push(lower)
  model.upper.push(upper)
  return model.isWhole.push(isWhole ? 1 : 0) - 1
}

/** The sum of the terms lies between the bounds. A column stands in it once. */
export function addRow(model: SparseModel, terms: readonly Term[], lower: number, upper: number): void {
  for (const [column, coefficient] of terms) {
    model.indices.push(column)
    model.values.push(coefficient)
  }
  model.starts.push(model.indices.length)
  model.rowLower.push(lower)
  model.rowUpper.push(upper)
}
