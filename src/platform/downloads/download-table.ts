import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { download, type Reply } from '#platform/http'
import { csvText, sheetOf, type TableColumn, xlsxBuffer } from '#platform/tables'

export const downloadFormats = ['csv', 'xlsx'] as const
export type DownloadFormat = (typeof downloadFormats)[number]

export interface DownloadedTable<Row> {
  /** The file's name without its ending; the day is added. No name of a person. */
  readonly name: string
  /** The sheet's name in a workbook. */
  readonly sheet: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly now: Temporal.Instant
}

/** A list as a file to keep: CSV or a workbook. */
export async function downloadTable<Row>(format: DownloadFormat, table: DownloadedTable<Row>): Promise<Reply> {
  const { columns, rows } = table
  const filename = `${table.name}-${londonDate(table.now)}.${format}`
  if (format === 'csv') return download({ filename, type: 'text/csv; charset=utf-8', body: csvText(columns, rows) })
  const body = await xlsxBuffer([sheetOf({ name: table.sheet, columns, rows })])
  return download({ filename, type: workbookType, body })
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
