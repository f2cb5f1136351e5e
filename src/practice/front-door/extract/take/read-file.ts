import type { Temporal } from 'temporal-polyfill'
import { type Checked, invalid } from '#kernel/outcome'
import { type Gathering, gathering, type PlaceInFile, type Rejected, type Warned } from '#platform/area'
import {
  cellText,
  type HeaderMap,
  type MatchedHeaders,
  matchHeaders,
  pickCells,
  readTable,
  type Sheet,
  type TableFile,
} from '#platform/tables'
import { type ExtractColumn, extractColumns, isExtractHeaderRow } from '../columns.ts'
import { readExtractRow } from '../read-row.ts'
import type { ExtractRow } from '../row.ts'

export type PlacedRow = PlaceInFile & { readonly value: ExtractRow }

/** What a file had to say, beside its rows. */
export interface ReadExtract {
  readonly read: number
  readonly rejected: readonly Rejected[]
  /** What was doubtful, and what was changed on the way in. */
  readonly warnings: readonly Warned[]
}

export interface Reading {
  readonly now: Temporal.Instant
  readonly map: HeaderMap
  /** Told now and then how much has been read, from 0 to 1. */
  readonly advance?: (share: number) => Promise<void> | void
}

/** Ends the reading of a file whose headers are not those of an extract. */
class NotAnExtract extends Error {}

/**
 * Reads an extract and gives each sound row, in the file's order, holding none of them. Invalid, in one sentence, when it cannot
 * be read at all; rows that cannot be taken are listed.
 */
export async function readExtractFile(
  file: TableFile,
  reading: Reading,
  use: (row: PlacedRow) => Promise<void> | undefined,
): Promise<Checked<ReadExtract>> {
  try {
    return await readTable(file, { isHeaderRow: isExtractHeaderRow }, async (table) => {
      const found = gathering()
      let read = 0
      let headers: MatchedHeaders<ExtractColumn> | null = null
      let sheet: Sheet | null = null
      for await (const row of table.rows) {
        if (headers === null || row.sheet !== sheet) {
          sheet = row.sheet
          headers = headersOf(sheet, reading.map)
        }
        read += 1
        const cells = pickCells(row, headers)
        const place = { sheet: row.sheet.name, row: row.row, team: cellText(cells.team) }
        const sound = readRow(found, place, row.fault, cells, reading.now)
        if (sound !== null) {
          const using = use(sound)
          if (using !== undefined) await using
        }
        if (read % 500 === 0) await reading.advance?.(table.share())
      }
      for (const note of table.notes) found.note(note)
      if (read === 0) throw new NotAnExtract(`${table.name} has headers but no rows under them: nothing to take.`)
      return { read, rejected: found.rejected, warnings: found.warnings }
    })
  } catch (error) {
    if (error instanceof NotAnExtract) return invalid({ field: 'file', message: error.message })
    throw error
  }
}

function headersOf(sheet: Sheet, map: HeaderMap): MatchedHeaders<ExtractColumn> {
  const matched = matchHeaders(sheet.headers, extractColumns, map)
  if (matched.ok) return matched.value
  const where = sheet.name === null ? '' : `Sheet ${sheet.name}: `
  throw new NotAnExtract(where + matched.problems.map(({ message }) => message).join(' '))
}

/** The row, or null when it cannot be taken and `found` says why. */
function readRow(
  found: Gathering,
  place: PlaceInFile,
  fault: string | null,
  cells: Parameters<typeof readExtractRow>[0],
  now: Temporal.Instant,
): PlacedRow | null {
  if (fault !== null) {
    found.faulty(place, fault)
    return null
  }
  const read = readExtractRow(cells, { now })
  found.tell(place, read)
  return read.row === null ? null : { ...place, value: read.row }
}
