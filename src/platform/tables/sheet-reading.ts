import { type Cell, cellText } from './cell.ts'
import { columnLetters, type Header } from './headers.ts'
import { tooManyColumns } from './limits.ts'
import type { RawRow, Shaping, Sheet, TableRow } from './row.ts'
import { UnreadableTable } from './unreadable.ts'

/** A sheet while it is read: first its headers are looked for among the rows held back, then each row passes. */
export interface SheetReading {
  readonly name: string | null
  readonly shaping: Shaping
  held: RawRow[]
  sheet: Sheet | null
  hasShortRow: boolean
}

/** Titles and explanations above the headers take some rows, but not more than these. */
const ROWS_TO_SEARCH = 20

export const startSheet = (name: string | null, shaping: Shaping): SheetReading => ({
  name,
  shaping,
  held: [],
  sheet: null,
  hasShortRow: false,
})

/** Takes a row that is not blank: into `rows` when the headers are known, else into those held back. */
export function takeRow(reading: SheetReading, raw: RawRow, rows: TableRow[]): void {
  if (reading.sheet) {
    rows.push(shapeRow(reading, reading.sheet, raw))
    return
  }
  const { isHeaderRow } = reading.shaping
  reading.held.push(raw)
  if (isHeaderRow === null || isHeaderRow(raw.cells.map(cleanText))) settle(reading, reading.held.length - 1)
  else if (reading.held.length === ROWS_TO_SEARCH) rows.push(...takeHeld(reading))
}

/** When no row looked like headers: the first is taken for them, and the others are rows. */
export function takeHeld(reading: SheetReading): readonly TableRow[] {
  const { held } = reading
  if (reading.sheet || held.length === 0) return []
  const sheet = settle(reading, 0)
  return held.slice(1).map((raw) => shapeRow(reading, sheet, raw))
}

/** Makes one of the rows held back the headers. */
function settle(reading: SheetReading, at: number): Sheet {
  const { name, held, shaping } = reading
  const headers = readHeaders(held[at]?.cells ?? [])
  if (headers.length > shaping.limits.columns) throw new UnreadableTable(tooManyColumns(shaping.name, shaping.limits))
  if (at > 0) shaping.note(`${where(reading)} has ${at === 1 ? 'a row' : `${at} rows`} above the headers; not read.`)
  reading.sheet = { name, headers }
  reading.held = []
  return reading.sheet
}

/** The headers up to the last that has a text. */
function readHeaders(cells: readonly Cell[]): readonly Header[] {
  const texts = cells.map(cleanText)
  const last = texts.findLastIndex((text) => text !== '')
  return texts.slice(0, last + 1).map((text, column) => ({ name: text || `column ${columnLetters(column)}`, column }))
}

const cleanText = (cell: Cell): string => cellText(cell).replace(/\s+/g, ' ').trim()

function shapeRow(reading: SheetReading, sheet: Sheet, raw: RawRow): TableRow {
  const width = sheet.headers.length
  const cells = raw.cells.slice(0, width).map(clean)
  if (raw.isUnended && raw.cells.length < width && !reading.hasShortRow) {
    throw new UnreadableTable(cutOff(reading, raw.row))
  }
  reading.hasShortRow ||= raw.cells.length < width
  return { sheet, row: raw.row, cells, fault: raw.fault ?? (isShifted(raw, width) ? shifted(raw, width) : null) }
}

const clean = (cell: Cell): Cell => (typeof cell === 'string' ? cell.trim() || null : cell)

/** In a CSV a comma that was not quoted moves everything after it by a column. Cells of a workbook do not move. */
const isShifted = ({ sheet, cells }: RawRow, width: number): boolean =>
  sheet === null && cells.length > width && cells.slice(width).some((cell) => cleanText(cell) !== '')

const shifted = ({ cells }: RawRow, width: number): string =>
  `The row has ${cells.length} cells under ${width} headers: put quotation marks around the cell that has a comma or semicolon in it.`

const cutOff = ({ shaping }: SheetReading, row: number): string =>
  `${shaping.name} is cut off in row ${row}: save or copy it again, and give the whole file.`

const where = ({ name, shaping }: SheetReading): string => (name === null ? shaping.name : `Sheet "${name}"`)
