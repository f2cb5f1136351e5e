/** One content, several forms: a page, an accessible Word file, a CSV of its tables. The content is what is kept and hashed. */
export { type Content, closeRows, contentOf, isUnchanged, recordsIn } from './content.ts'
export { toCsv } from './csv.ts'
export { documentDownload } from './download.ts'
export {
  type Block,
  type Cell,
  type ChartBlock,
  type Document,
  type RecordShown,
  readDocument,
  type TableBlock,
  type TableColumn,
  type TableRow,
} from './model.ts'
export { toHtml } from './page.ts'
export { toWord } from './word/index.ts'
