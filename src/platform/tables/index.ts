/**
 * Tables in and out: CSV files and Excel workbooks as councils really have them. Reading streams, whatever the size, and
 * ends in one plain sentence where a file cannot be read.
 */
export { type Cell, cellText, type DateCell, type ErrorCell } from './cell.ts'
export {
  columnLetters,
  type Header,
  type HeaderMap,
  type MatchedHeaders,
  matchHeaders,
  pickCells,
  readHeaderMap,
  type WantedColumn,
} from './headers.ts'
export type { TableLimits } from './limits.ts'
export { type ReadOptions, readTable, type Table } from './read-table.ts'
export type { Sheet, TableRow } from './row.ts'
export { openSource, readBytes, readPieces, type Source, type TableFile } from './source.ts'
export { UnreadableTable } from './unreadable.ts'
export { csvStream, csvText } from './write/csv.ts'
export type { RowsOf, TableColumn, TableValue } from './write/value.ts'
export { type SheetContent, sheetOf, type WrittenSheet, xlsxBuffer } from './write/xlsx.ts'
