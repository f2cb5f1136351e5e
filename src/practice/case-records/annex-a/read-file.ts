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
import { type AnnexAColumn, type AnnexAList, columnsOf, listOf } from './columns.ts'
import { readAnnexARow } from './read-row.ts'
import type { AnnexARow } from './row.ts'

export interface ReadAnnexA {
  readonly read: number
  readonly rows: readonly AnnexARow[]
  readonly rejected: readonly Rejected[]
  readonly warnings: readonly Warned[]
}

export interface AnnexAReadingAsked {
  readonly now: Temporal.Instant
  readonly map: HeaderMap
  /** Told now and then how much has been read, from 0 to 1. */
  readonly advance?: (share: number) => Promise<void> | void
}

/** Ends the reading of a file that holds none of the lists, or one whose columns do not tell. */
class NotAnnexA extends Error {}

/** A sheet that is one of the lists, with where its columns are. */
interface ListSheet {
  readonly list: AnnexAList
  readonly headers: MatchedHeaders<AnnexAColumn>
}

/**
 * Reads lists 1, 3, 4 and 5 of a workbook, or one of them as a CSV, found by their headers, whatever the sheets are called.
 * Sheets of other lists are left out and named. Invalid, in one sentence, when there is none that is taken.
 */
export async function readAnnexAFile(file: TableFile, asked: AnnexAReadingAsked): Promise<Checked<ReadAnnexA>> {
  try {
    return await readTable(
      file,
      { isHeaderRow: (texts) => listOf(renamed(texts, asked.map)) !== null },
      async (table) => {
        const found = gathering()
        const rows: AnnexARow[] = []
        let read = 0
        const sheets = new Map<Sheet, ListSheet | null>()
        let passed = 0
        for await (const row of table.rows) {
          const sheet = sheets.has(row.sheet) ? sheets.get(row.sheet) : listSheet(row.sheet, asked.map)
          sheets.set(row.sheet, sheet ?? null)
          passed += 1
          if (passed % 500 === 0) await asked.advance?.(table.share())
          if (!sheet) continue
          read += 1
          const cells = pickCells(row, sheet.headers)
          const place = { sheet: row.sheet.name, row: row.row, team: cellText(cells['Allocated Team']) }
          const taken = row.fault === null ? readRow(found, place, sheet, cells, asked.now) : null
          if (row.fault !== null) found.faulty(place, row.fault)
          if (taken !== null) rows.push(taken)
        }
        for (const note of [...leftOut(sheets), ...table.notes]) found.note(note)
        if (read === 0) throw new NotAnnexA(nothingTaken(table.name))
        return { read, rows, rejected: found.rejected, warnings: found.warnings }
      },
    )
  } catch (error) {
    if (error instanceof NotAnnexA) return invalid({ field: 'file', message: error.message })
    throw error
  }
}

const nothingTaken = (name: string): string =>
  `${name} holds none of the lists that are taken: contacts (1), referrals (3), assessments (4), section 47 and ICPC (5).`

/** The headers with those that the map names under their Annex A names. */
const renamed = (texts: readonly string[], map: HeaderMap): readonly string[] => {
  const named = new Map(Object.entries(map).map(([name, header]) => [header, name]))
  return texts.map((text) => named.get(text) ?? text)
}

function listSheet(sheet: Sheet, map: HeaderMap): ListSheet | null {
  const texts = sheet.headers.map(({ name }) => name)
  const list = listOf(renamed(texts, map))
  if (list === null) return null
  const columns = columnsOf(list)
  const own = Object.fromEntries(
    Object.entries(map).filter(
      ([name, header]) => columns.some((column) => column.name === name) && texts.includes(header),
    ),
  )
  const matched = matchHeaders(sheet.headers, columns, own)
  if (matched.ok) return { list, headers: matched.value }
  const where = sheet.name === null ? '' : `Sheet ${sheet.name}: `
  throw new NotAnnexA(where + matched.problems.map(({ message }) => message).join(' '))
}

/** The row, or null when it cannot be taken and `found` says why. */
function readRow(
  found: Gathering,
  place: PlaceInFile,
  { list }: ListSheet,
  cells: Parameters<typeof readAnnexARow>[1],
  now: Temporal.Instant,
): AnnexARow | null {
  const { reading, row } = readAnnexARow(list, cells, { now })
  found.tell(place, reading)
  return row
}

const leftOut = (sheets: ReadonlyMap<Sheet, ListSheet | null>): readonly string[] =>
  [...sheets].flatMap(([sheet, list]) =>
    list === null ? [`Sheet ${sheet.name ?? ''} is not one of the lists that are taken: left out.`] : [],
  )
