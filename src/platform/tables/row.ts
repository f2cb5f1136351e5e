import type { Cell } from './cell.ts'
import type { Header } from './headers.ts'
import type { TableLimits } from './limits.ts'

/** A row as the file has it, before anybody knows which row holds the headers. */
export interface RawRow {
  /** Null in a CSV. */
  readonly sheet: string | null
  /** From 1, as a spreadsheet shows it. */
  readonly row: number
  readonly cells: readonly Cell[]
  /** A sentence where the row cannot be trusted. */
  readonly fault: string | null
  /** The last row of a CSV when no line end follows: perhaps the file was cut off in it. */
  readonly isUnended?: true
}

/** A sheet of a workbook, or the one table of a CSV (then without a name), as its headers tell it. */
export interface Sheet {
  readonly name: string | null
  readonly headers: readonly Header[]
}

/** A row under the headers. Rows of one sheet share its object, so a change of sheet is seen by comparing. */
export interface TableRow {
  readonly sheet: Sheet
  /** From 1, as a spreadsheet shows it. */
  readonly row: number
  /** In the order of the headers; blank cells at the end may be missing. */
  readonly cells: readonly Cell[]
  /** A sentence where the row cannot be trusted, because a quotation mark or a delimiter stands where it should not. */
  readonly fault: string | null
}

/** How rows are to be taken. */
export interface Shaping {
  readonly name: string
  readonly limits: TableLimits
  /** Tells headers from a title above them; without it the first row that is not blank holds the headers. */
  readonly isHeaderRow: ((texts: readonly string[]) => boolean) | null
  readonly note: (sentence: string) => void
}
