import Papa from 'papaparse'
import type { RawRow, Shaping } from '../row.ts'
import type { Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'
import { findDelimiter, saysDelimiter } from './delimiter.ts'
import { notText, readText, type TextEncoding } from './encoding.ts'

/** What papaparse's parser answers for a piece of text; the library gives it no type. */
interface Parsed {
  readonly data: readonly (readonly string[])[]
  readonly errors: readonly { readonly row: number; readonly code: string }[]
  readonly meta: { readonly cursor: number }
}

/** Where the reading stands: text whose row has not ended yet, the number of that row, and the parser once the headers are seen. */
interface Reading {
  readonly shaping: Pick<Shaping, 'name' | 'limits' | 'isHeaderRow'>
  waiting: string
  nextRow: number
  parser: Papa.Parser | null
}

/** Enough of the start to see the headers. */
const START = 64 * 1024

/**
 * The rows of a CSV as they stand, in batches. Row numbers are those that a spreadsheet shows: a row with line ends inside
 * quotation marks counts once, a blank line counts too. `advance` is told how much has been read.
 */
export async function* readCsv(
  source: Source,
  encoding: TextEncoding,
  shaping: Reading['shaping'],
  advance: (share: number) => void,
): AsyncGenerator<readonly RawRow[]> {
  const reading: Reading = { shaping, waiting: '', nextRow: 1, parser: null }
  for await (const { text, share } of readText(source, encoding)) {
    advance(share)
    if (text.includes('\0')) throw new UnreadableTable(notText(source.name))
    reading.waiting += text
    if (reading.parser === null && reading.waiting.length < START) continue
    yield takeEndedRows(reading)
  }
  yield takeLastRows(reading)
}

/** The rows that end within the text at hand. The last one waits for more, but not for ever. */
function takeEndedRows(reading: Reading): readonly RawRow[] {
  const rows = takeRows(reading, true)
  if (reading.waiting.length > reading.shaping.limits.rowLength) throw new UnreadableTable(rowDoesNotEnd(reading))
  return rows
}

/** What is left at the end of the file, whose last row may lack its line end. */
function takeLastRows(reading: Reading): readonly RawRow[] {
  const isEnded = reading.waiting.endsWith('\n')
  const rows = takeRows(reading, false)
  return isEnded ? rows : rows.map((row, at) => (at === rows.length - 1 ? { ...row, isUnended: true } : row))
}

function takeRows(reading: Reading, isMoreToCome: boolean): readonly RawRow[] {
  const { waiting, nextRow } = reading
  const isFirst = reading.parser === null
  reading.parser ??= new Papa.Parser({ delimiter: findDelimiter(waiting, reading.shaping.isHeaderRow), newline: '\n' })
  const { data, errors, meta } = reading.parser.parse(waiting, 0, isMoreToCome) as Parsed
  if (errors.some(({ code }) => code === 'MissingQuotes')) throw new UnreadableTable(rowDoesNotEnd(reading))
  const misquoted = new Set(errors.map(({ row }) => row))
  const rows = data.map((cells, at) => ({
    sheet: null,
    row: nextRow + at,
    cells,
    fault: misquoted.has(at) ? MISQUOTED : null,
  }))
  reading.waiting = waiting.slice(meta.cursor)
  reading.nextRow = nextRow + data.length
  return isFirst && saysDelimiter(waiting) ? rows.slice(1) : rows
}

const rowDoesNotEnd = ({ shaping, nextRow }: Reading): string =>
  `${shaping.name} has a row after row ${nextRow - 1} that does not end: look there for a quotation mark that is opened and never closed.`

const MISQUOTED =
  'A quotation mark stands inside a quoted cell: write it twice ("") there, so that it is clear where the cell ends.'
