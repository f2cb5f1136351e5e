import { type Attributes, xmlReader } from '#platform/xml'
import type { Cell } from '../cell.ts'
import type { RawRow } from '../row.ts'
import { type CellReading, type CellXml, readCell } from './cell-value.ts'

/** What the reading of a sheet's cells needs from the rest of the workbook. */
export interface SheetContext extends CellReading {
  readonly name: string
  /** Called once for each column that has a formula in it. */
  readonly sawFormula: (column: number) => void
  /** How many columns may hold something; `tooWide` throws. */
  readonly columns: number
  readonly tooWide: () => never
}

/** A sheet's rows in batches: one batch for each piece of its text. */
export async function* readSheet(
  pieces: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<readonly RawRow[]> {
  const rows = rowCollector(context)
  const reader = xmlReader(rows.handlers)
  for await (const piece of pieces) {
    reader.write(piece)
    const done = rows.take()
    if (done.length > 0) yield done
  }
  reader.end()
}

/** Gathers rows while a sheet's XML goes by: row > c > (f, v, is > t). */
function rowCollector(context: SheetContext) {
  let done: RawRow[] = []
  let rowNumber = 0
  let cells: Cell[] = []
  let cell: CellXml | null = null
  let column = -1
  let part = ''

  function startCell({ r, t = 'n', s = '0' }: Attributes): void {
    column = r === undefined ? column + 1 : columnOf(r)
    cell = { type: t, style: Number(s), value: null, inline: '', isFormula: false }
  }

  function endCell(ended: CellXml): void {
    const value = readCell(ended, context)
    if (ended.isFormula) context.sawFormula(column)
    if (value === null) return
    if (column >= context.columns) context.tooWide()
    while (cells.length < column) cells.push(null)
    cells[column] = value
  }

  return {
    take(): readonly RawRow[] {
      const taken = done
      done = []
      return taken
    },
    handlers: {
      open(name: string, attributes: Attributes) {
        if (name === 'row') {
          const { r } = attributes
          const told = Number(r)
          rowNumber = Number.isSafeInteger(told) && told > 0 ? told : rowNumber + 1
          cells = []
          column = -1
        } else if (name === 'c') startCell(attributes)
        else if (cell) {
          part = name
          if (name === 'f') cell.isFormula = true
          if (name === 'v') cell.value ??= ''
        }
      },
      text(text: string) {
        if (cell === null) return
        if (part === 'v') cell.value += text
        else if (part === 't') cell.inline += text
      },
      close(name: string) {
        part = ''
        if (name === 'c' && cell) {
          endCell(cell)
          cell = null
        } else if (name === 'row' && cells.length > 0) {
          done.push({ sheet: context.name, row: rowNumber, cells, fault: null })
        }
      },
    },
  }
}

/** The column of "AB12", from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
