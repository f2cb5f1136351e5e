/** The measures of a map's picture, in pixels. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A step's place among columns and rows. */
export interface Cell {
  readonly column: number
  /** Counted over all lanes. */
  readonly row: number
}

export const grid = {
  left: 40,
  columnWidth: 236,
  rowHeight: 132,
  lanePadding: 22,
  /** Between the columns, for flows and what is said of them. */
  gap: 96,
} as const
