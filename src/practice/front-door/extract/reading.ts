import type { Temporal } from 'temporal-polyfill'
import type { MatchedCode } from '#kernel/annex-a-codes'
import { type Cell, cellText } from '#platform/tables'
import type { ExtractColumn } from './columns.ts'
import type { Rejection, Remark } from './row.ts'

export type ExtractCells = Readonly<Partial<Record<ExtractColumn, Cell>>>

export interface ExtractContext {
  /** When the extract is read: nothing in it can have happened later. */
  readonly now: Temporal.Instant
}

/** A row while it is read, with what there is to say about it so far. */
export interface Reading {
  readonly cells: ExtractCells
  readonly context: ExtractContext
  readonly rejected: Rejection[]
  readonly warnings: Remark[]
  readonly coercions: Remark[]
}

export const startReading = (cells: ExtractCells, context: ExtractContext): Reading => ({
  cells,
  context,
  rejected: [],
  warnings: [],
  coercions: [],
})

/** How databases and spreadsheets write "nothing" in columns of identifiers, dates and codes. In words they may be a name. */
const NOTHING = new Set(['null', '(null)', 'n/a', '#n/a', 'nan', '-', '--', '.'])

/** The text of a cell of an identifier, a date or a code; '' for blank and for every way of writing nothing. */
export function given({ cells }: Reading, column: ExtractColumn): string {
  const text = cellText(cells[column])
  return NOTHING.has(text.toLowerCase()) ? '' : text
}

/** True when the file has the column but nothing in this row; what a file has not at all is not missed row by row. */
export const isBlankHere = (reading: Reading, column: ExtractColumn): boolean =>
  column in reading.cells && given(reading, column) === ''

export function reject(reading: Reading, column: ExtractColumn, reason: string, todo: string): void {
  reading.rejected.push({ column, value: cellText(reading.cells[column]), reason, todo })
}

export function warn(reading: Reading, column: ExtractColumn, reason: string, taken = ''): void {
  reading.warnings.push({ column, value: cellText(reading.cells[column]), taken, reason })
}

export function tellCoercion(reading: Reading, column: ExtractColumn, reason: string, taken: string): void {
  reading.coercions.push({ column, value: cellText(reading.cells[column]), taken, reason })
}

/** Free words: the concern, the reason, names. An error of a formula is nobody's words. */
export function readWords(reading: Reading, column: ExtractColumn): string {
  const cell = reading.cells[column]
  if (typeof cell !== 'object' || cell === null || cell.kind !== 'error') return cellText(cell)
  warn(reading, column, 'The cell holds an error of the spreadsheet: left blank.')
  return ''
}

/** A column whose every value is in a closed list. What is in no list is left blank and told. */
export function readCode<Code extends string>(
  reading: Reading,
  column: ExtractColumn,
  match: (text: string) => MatchedCode<Code> | null,
): Code | null {
  const text = given(reading, column)
  if (text === '') return null
  const matched = match(text)
  if (matched === null) {
    warn(reading, column, 'The word is in no list: left blank.')
    return null
  }
  if (!matched.isPlain) tellCoercion(reading, column, 'Understood by other words or by its letter.', matched.code)
  return matched.code
}

const LONGEST_IDENTIFIER = 100

/** What Excel makes of a long number in a CSV: "1.23457E+11". */
const SHORTENED = /^\d([.,]\d+)?E\+\d+$/i

/** An identifier of the other system. Rejects the row when it is missing, or no longer the one that it was. */
export function readIdentifier(reading: Reading, column: 'contact_id' | 'child_id', of: string): string {
  const cell = reading.cells[column] ?? null
  const text = given(reading, column)
  if (text === '') {
    reject(reading, column, `Without it nobody can tell which ${of} the row is about.`, 'Fill it in.')
  } else if (typeof cell === 'object' || SHORTENED.test(text) || isUnsafe(cell)) {
    const todo = 'Format the column as text, and make the extract again.'
    reject(reading, column, 'The spreadsheet has changed it, so several may look alike.', todo)
  } else if (text.length > LONGEST_IDENTIFIER) {
    const todo = 'Check that the columns are in their places.'
    reject(reading, column, `It is longer than ${LONGEST_IDENTIFIER} characters.`, todo)
  }
  return text
}

const isUnsafe = (cell: Cell): boolean => typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER
