import { type Cell, type TableName, tables } from '../past/tables.ts'

/** Rows of one table as COPY's text format has them: tabs between, \N for nothing, the authority first. */
export function copyText(
  table: TableName,
  rows: readonly Readonly<Record<string, Cell>>[],
  authorityId: number,
): string {
  const columns: readonly string[] = tables[table]
  let text = ''
  for (const row of rows) {
    text += authorityId
    for (const column of columns) text += `\t${cellText(row[column] ?? null)}`
    text += '\n'
  }
  return text
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  return cell.replace(/[\\\t\n\r]/g, escaped)
}

const escaped = (letter: string): string => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[letter] ?? letter
