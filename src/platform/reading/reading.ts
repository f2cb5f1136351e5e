import type { Temporal } from 'temporal-polyfill'
import type { MatchedCode } from '#kernel/annex-a-codes'
import { type Cell, cellText } from '#platform/tables'

/** A cell for which a row cannot be taken. */
export interface Rejection<Column extends string> {
  readonly column: Column
  /** As the file has it. */
  readonly value: string
  readonly reason: string
  /** What to do about it. */
  readonly todo: string
}

/** Something that the sender should know about a row that was taken all the same. */
export interface Remark<Column extends string> {
  readonly column: Column
  readonly value: string
  /** What stands in its place; '' where it was left blank. */
  readonly taken: string
  readonly reason: string
}

/** The cells of a row by column; those that the file has no column for are absent, blank ones null. */
export type Cells<Column extends string> = Readonly<Partial<Record<Column, Cell>>>

export interface ReadingContext {
  /** When the file is read: nothing in it can have happened later. */
  readonly now: Temporal.Instant
}

/** A row while it is read, with what there is to say about it so far. */
export interface Reading<Column extends string> {
  readonly cells: Cells<Column>
  readonly context: ReadingContext
  readonly rejected: Rejection<Column>[]
  readonly warnings: Remark<Column>[]
  readonly coercions: Remark<Column>[]
}

export const startReading = <Column extends string>(
  cells: Cells<Column>,
  context: ReadingContext,
): Reading<Column> => ({
  cells,
  context,
  rejected: [],
  warnings: [],
  coercions: [],
})

/** How databases and spreadsheets write "nothing" in columns of identifiers, dates and codes. In words they may be a name. */
const NOTHING = new Set(['null', '(null)', 'n/a', '#n/a', 'nan', '-', '--', '.'])

/** The text of a cell of an identifier, a date or a code; '' for blank and for every way of writing nothing. */
export function given<Column extends string>({ cells }: Reading<Column>, column: Column): string {
  const text = cellText(cells[column])
  return NOTHING.has(text.toLowerCase()) ? '' : text
}

/** True when the file has the column but nothing in this row; what a file has not at all is not missed row by row. */
export const isBlankHere = <Column extends string>(reading: Reading<Column>, column: Column): boolean =>
  column in reading.cells && given(reading, column) === ''

export function reject<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  reason: string,
  todo: string,
): void {
  reading.rejected.push({ column, value: cellText(reading.cells[column]), reason, todo })
}

export function warn<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  reason: string,
  taken = '',
): void {
  reading.warnings.push({ column, value: cellText(reading.cells[column]), taken, reason })
}

export function tellCoercion<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  reason: string,
  taken: string,
): void {
  reading.coercions.push({ column, value: cellText(reading.cells[column]), taken, reason })
}

/** Free words: the concern, the reason, names. An error of a formula is nobody's words. */
export function readWords<Column extends string>(reading: Reading<Column>, column: Column): string {
  const cell = reading.cells[column]
  if (typeof cell !== 'object' || cell === null || cell.kind !== 'error') return cellText(cell)
  warn(reading, column, 'The cell holds an error of the spreadsheet: left blank.')
  return ''
}

/** A column whose every value is in a closed list. What is in no list is left blank and told. */
export function readCode<Column extends string, Code extends string>(
  reading: Reading<Column>,
  column: Column,
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
export function readIdentifier<Column extends string>(reading: Reading<Column>, column: Column, of: string): string {
  const cell = reading.cells[column] ?? null
  const text = given(reading, column)
  if (text === '') {
    reject(reading, column, `Without it nobody can tell which ${of} the row is about.`, 'Fill it in.')
  } else if (typeof cell === 'object' || SHORTENED.test(text) || isUnsafe(cell)) {
    const todo = 'Format the column as text, and make the file again.'
    reject(reading, column, 'The spreadsheet has changed it, so several may look alike.', todo)
  } else if (text.length > LONGEST_IDENTIFIER) {
    const todo = 'Check that the columns are in their places.'
    reject(reading, column, `It is longer than ${LONGEST_IDENTIFIER} characters.`, todo)
  }
  return text
}

const isUnsafe = (cell: Cell): boolean => typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER
