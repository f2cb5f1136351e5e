import { Readable } from 'node:stream'
import { type RowsOf, type TableColumn, type TableValue, valueText } from './value.ts'

/** Excel takes a CSV for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\ufeff'

/** Enough rows to send at once. */
const PIECE = 64 * 1024

/** A table as a stream of CSV text: UTF-8 with a byte order mark, commas, one header row. Rows are asked for as they are sent. */
export const csvStream = <Row>(columns: readonly TableColumn<Row>[], rows: RowsOf<Row>): Readable =>
  Readable.from(csvPieces(columns, rows), { objectMode: false })

/** A table that is in memory as CSV text; `csvStream` has the particulars. */
export function csvText<Row>(columns: readonly TableColumn<Row>[], rows: Iterable<Row>): string {
  let text = headerLine(columns)
  for (const row of rows) text += rowLine(columns, row)
  return text
}

async function* csvPieces<Row>(columns: readonly TableColumn<Row>[], rows: RowsOf<Row>): AsyncGenerator<string> {
  let text = headerLine(columns)
  for await (const row of rows) {
    text += rowLine(columns, row)
    if (text.length < PIECE) continue
    yield text
    text = ''
  }
  yield text
}

const headerLine = <Row>(columns: readonly TableColumn<Row>[]): string =>
  BYTE_ORDER_MARK + line(columns.map(({ header }) => header))

const rowLine = <Row>(columns: readonly TableColumn<Row>[], row: Row): string =>
  line(columns.map(({ value }) => value(row)))

const line = (values: readonly TableValue[]): string => `${values.map(field).join(',')}\r\n`

function field(value: TableValue): string {
  const text = typeof value === 'string' ? withoutFormula(value) : valueText(value)
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Spreadsheets calculate what begins so, and a formula in what a referrer wrote could send the sheet away. An apostrophe
 * makes it text. A plain number such as -5 or +44113496000 is none.
 */
export const withoutFormula = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
