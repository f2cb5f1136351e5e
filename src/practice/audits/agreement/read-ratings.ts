import Papa from 'papaparse'
import { placeOnScale, type Ratings, ratingsOf, type Scale } from '#kernel/agreement'
import { looseKey } from '#kernel/loose-key'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { columnLetters } from '#platform/tables'

/** What the first row is: a header or a unit as told, or as it looks. */
export type FirstRow = 'header' | 'unit' | 'as it looks'

/** A row of the file, blank ones left out, with the number that a spreadsheet shows. */
interface Row {
  readonly row: number
  readonly cells: readonly string[]
}

/** Whatever a column of units is called: a first row that begins so is a header even when raters are called like labels. */
const unitNames = ['', 'unit', 'units', 'unitid', 'id', 'case', 'cases', 'caseid', 'item', 'subject', 'audit']

/**
 * The ratings of a CSV text (comma, semicolon or tab): the first column names the unit, each other is a rater's, blank is
 * missing. Invalid, in one sentence, for a label outside the scale, a unit without a name or named twice, fewer than two raters,
 * no units, or a first row that could be either.
 */
export function readRatings(text: string, scale: Scale, firstRow: FirstRow): Checked<Ratings> {
  const rows = rowsOf(text)
  if (!rows.ok) return rows
  const [first, ...others] = rows.value
  if (!first) return no('the file is empty.')
  const hasHeader = firstRow === 'as it looks' ? looksLikeHeader(first, scale) : ok(firstRow === 'header')
  if (!hasHeader.ok) return hasHeader
  const header = hasHeader.value ? first : null
  const units = header ? others : rows.value
  if (units.length === 0) return no('there are no units under the header.')
  const columns = units.reduce((most, { cells }) => Math.max(most, widthOf(cells)), widthOf(header?.cells ?? []))
  if (columns < 3) return no('agreement needs at least two raters: give a column for the unit and one for each rater.')
  const tooLong = header && units.find(({ cells }) => widthOf(cells) > header.cells.length)
  if (tooLong) return no(`row ${tooLong.row} has more cells than the header.`)
  const misnamed = findMisnamed(units)
  return misnamed ? no(misnamed) : placed(units, columns, scale, header)
}

function rowsOf(text: string): Checked<readonly Row[]> {
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] })
  const misquoted = errors.find(({ type }) => type === 'Quotes')
  if (misquoted) return no(`row ${(misquoted.row ?? 0) + 1} has a quotation mark in the wrong place.`)
  const rows = data.map((cells, at) => ({ row: at + 1, cells: cells.map((cell) => cell.trim()) }))
  return ok(rows.filter(({ cells }) => widthOf(cells) > 0))
}

/** Cells up to the last that is not blank. */
const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '') + 1

function looksLikeHeader({ cells }: Row, scale: Scale): Checked<boolean> {
  const [unit = '', ...others] = cells
  if (unitNames.includes(looseKey(unit))) return ok(true)
  const place = placeOnScale(scale)
  const filled = others.filter((cell) => cell !== '')
  const labels = filled.filter((cell) => place(cell) !== undefined)
  if (labels.length === 0) return ok(true)
  if (labels.length === filled.length) return ok(false)
  const strange = filled.find((cell) => place(cell) === undefined)
  return no(
    `in row 1 some cells are labels of the scale and ${strange} is not: mend it, or say what the row is with --header or --no-header.`,
  )
}

function findMisnamed(units: readonly Row[]): string | null {
  const seen = new Map<string, number>()
  for (const { row, cells } of units) {
    const name = cells[0] ?? ''
    if (name === '') return `row ${row} has ratings and no unit in its first column.`
    const before = seen.get(name)
    if (before !== undefined) return `unit ${name} stands in row ${before} and again in row ${row}.`
    seen.set(name, row)
  }
  return null
}

function placed(units: readonly Row[], columns: number, scale: Scale, header: Row | null): Checked<Ratings> {
  const place = placeOnScale(scale)
  const placed: (number | null)[][] = []
  for (const { row, cells } of units) {
    const unit: (number | null)[] = []
    for (let column = 1; column < columns; column += 1) {
      const cell = cells[column] ?? ''
      const found = cell === '' ? null : place(cell)
      if (found === undefined) return no(outsideScale(row, column, cell, scale, header))
      unit.push(found)
    }
    placed.push(unit)
  }
  return ok(ratingsOf(scale, columns - 1, placed))
}

function outsideScale(row: number, column: number, cell: string, { labels }: Scale, header: Row | null): string {
  const name = header?.cells[column] ?? ''
  const called = name === '' ? '' : ` (${name})`
  return `row ${row}, column ${columnLetters(column)}${called}: ${cell} is not on the scale ${labels.join(', ')}.`
}

const no = (message: string): Checked<never> => invalid({ field: 'file', message })
