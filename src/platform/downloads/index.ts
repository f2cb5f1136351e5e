import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { type Download, download } from '#platform/http'
import { csvText, sheetOf, type TableColumn, xlsxBuffer } from '#platform/tables'

export interface TableDownload<Row> {
  readonly format: 'csv' | 'xlsx'
  /** Without the day and the ending, and without anybody's name. */
  readonly name: string
  readonly caption: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly now: Temporal.Instant
}

/** A list as a file to keep: CSV, or a workbook. */
export async function tableDownload<Row>({
  format,
  name,
  caption,
  columns,
  rows,
  now,
}: TableDownload<Row>): Promise<Download> {
  const filename = `${name}-${londonDate(now)}.${format}`
  if (format === 'csv') return download({ filename, type: 'text/csv; charset=utf-8', body: csvText(columns, rows) })
  const body = await xlsxBuffer([sheetOf({ name: caption, columns, rows })])
  return download({ filename, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body })
}
