import type { Cell } from './cell.ts'
import type { RawRow, Shaping, TableRow } from './row.ts'
import { type SheetReading, startSheet, takeHeld, takeRow } from './sheet-reading.ts'
import { UnreadableTable } from './unreadable.ts'

/** Finds each sheet's headers and gives the rows under them, without blank ones. Throws when there are none at all. */
export async function* shapeRows(
  batches: AsyncIterable<readonly RawRow[]>,
  shaping: Shaping,
): AsyncGenerator<TableRow> {
  let taken = 0
  let hasHeaders = false
  for await (const rows of shapeBatches(batches, shaping)) {
    hasHeaders = true
    taken += rows.length
    if (taken > shaping.limits.rows) throw new UnreadableTable(tooManyRows(shaping))
    for (const row of rows) yield row
  }
  if (taken === 0) throw new UnreadableTable(hasHeaders ? onlyHeaders(shaping.name) : nothing(shaping.name))
}

/** The rows of each batch, an empty batch included: it tells that there were headers. */
async function* shapeBatches(
  batches: AsyncIterable<readonly RawRow[]>,
  shaping: Shaping,
): AsyncGenerator<readonly TableRow[]> {
  let reading: SheetReading | null = null
  for await (const batch of batches) {
    const rows: TableRow[] = []
    for (const raw of batch) {
      if (raw.cells.every(isBlank)) continue
      if (reading?.name !== raw.sheet || reading === null) {
        if (reading) rows.push(...takeHeld(reading))
        reading = startSheet(raw.sheet, shaping)
      }
      takeRow(reading, raw, rows)
    }
    if (reading) yield rows
  }
  if (reading) yield takeHeld(reading)
}

const isBlank = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

const tooManyRows = ({ name, limits }: Shaping): string =>
  `${name} has more than ${limits.rows.toLocaleString('en-GB')} rows: split it, and give the parts one after the other.`

const onlyHeaders = (name: string): string =>
  `${name} has headers but no rows under them: choose the file with the rows in it.`

const nothing = (name: string): string => `${name} has no rows in it: choose the file with the rows in it.`
