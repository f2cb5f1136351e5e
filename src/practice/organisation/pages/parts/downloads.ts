import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { download, type Reply } from '#platform/http'
import { csvText, sheetOf, type TableColumn, xlsxBuffer } from '#platform/tables'
import { type List, sortRows } from './lists.ts'

/** The whole of a list as a file, sorted and filtered as it is shown: CSV or a workbook, as the list's query asks. */
export async function downloadList<Row>(list: List<Row>, name: string, now: Temporal.Instant): Promise<Reply> {
  const rows = sortRows(list)
  const columns = list.columns.map(({ heading, value }): TableColumn<Row> => ({ header: heading, value }))
  const filename = `${name}-${londonDate(now)}`
  if (list.query.format === 'xlsx') {
    const body = await xlsxBuffer([sheetOf({ name: list.caption, columns, rows })])
    return download({ filename: `${filename}.xlsx`, type: workbookType, body })
  }
  return download({ filename: `${filename}.csv`, type: 'text/csv; charset=utf-8', body: csvText(columns, rows) })
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
