import { type Checked, invalid, ok } from '#kernel/outcome'
import { findEncoding } from './csv/encoding.ts'
import { readCsv } from './csv/rows.ts'
import { decideFormat, type TableFormat } from './format.ts'
import { inMegabytes, type TableLimits, usualLimits } from './limits.ts'
import type { RawRow, Shaping, TableRow } from './row.ts'
import { shapeRows } from './rows.ts'
import { openSource, type Source, type TableFile } from './source.ts'
import { UnreadableTable } from './unreadable.ts'
import { readDirectory } from './xlsx/directory.ts'
import { readXlsx } from './xlsx/rows.ts'

export interface ReadOptions {
  readonly limits?: Partial<TableLimits>
  /** Tells headers from titles above them; without it the first row that is not blank holds the headers. */
  readonly isHeaderRow?: (texts: readonly string[]) => boolean
}

/** A file that is being read. */
export interface Table {
  readonly name: string
  readonly format: TableFormat
  /** Every row under the headers of every sheet, in the file's order. To be gone through once. */
  readonly rows: AsyncIterable<TableRow>
  /** What was chosen or left out on the way (encoding, formulas, macros, hidden sheets); complete after the last row. */
  readonly notes: readonly string[]
  /** How much has been read, from 0 to 1. */
  readonly share: () => number
}

/**
 * Reads a CSV or an Excel workbook, whichever the content is. `use` is given the table and goes through its rows; what it
 * answers is answered. Invalid, in one sentence for the person whose file it is, when the file cannot be read, be that after
 * many rows: reading throws inside `use` then, so that a transaction in it is undone. Nothing is held open afterwards.
 */
export async function readTable<T>(
  file: TableFile,
  options: ReadOptions,
  use: (table: Table) => Promise<T>,
): Promise<Checked<T>> {
  try {
    return ok(await use(await openTable(file, options)))
  } catch (error) {
    if (error instanceof UnreadableTable) return invalid({ field: 'file', message: error.message })
    throw error
  }
}

async function openTable(file: TableFile, options: ReadOptions): Promise<Table> {
  const limits = { ...usualLimits, ...options.limits }
  const source = await openSource(file)
  const format = await decideFormat(source)
  const notes: string[] = []
  let share = 0
  const watch = {
    note: (sentence: string): void => void notes.push(sentence),
    advance: (reached: number): void => {
      share = reached
    },
  }
  mustNotExceed(source, format === 'csv' ? limits.csvBytes : limits.xlsxBytes)
  const shaping = { name: source.name, limits, isHeaderRow: options.isHeaderRow ?? null, note: watch.note }
  const batches = format === 'csv' ? await openCsv(source, shaping, watch) : await openXlsx(source, limits, watch)
  return { name: source.name, format, rows: shapeRows(batches, shaping), notes, share: () => share }
}

interface Watch {
  readonly note: (sentence: string) => void
  readonly advance: (share: number) => void
}

async function openCsv(source: Source, shaping: Shaping, watch: Watch): Promise<AsyncIterable<readonly RawRow[]>> {
  const encoding = await findEncoding(source)
  if (encoding.note) watch.note(encoding.note)
  return readCsv(source, encoding, shaping, watch.advance)
}

async function openXlsx(source: Source, limits: TableLimits, watch: Watch): Promise<AsyncIterable<readonly RawRow[]>> {
  const entries = await readDirectory(source, limits)
  return readXlsx({ source, entries, limits }, watch)
}

function mustNotExceed({ name, size }: Source, most: number): void {
  if (size <= most) return
  throw new UnreadableTable(
    `${name} has ${inMegabytes(size)}; the most that is taken is ${inMegabytes(most)}: split it.`,
  )
}
