import type { FileKind } from '#platform/area'
import { paths } from '../paths.ts'
import { extractColumns, isExtract } from './columns.ts'
import { importExtract } from './import.ts'

/** A council's own extract: one row for each contact and child. */
export const contactExtract: FileKind = {
  key: 'contact-extract',
  title: 'Extract of contacts',
  columns: extractColumns,
  help: { text: 'Columns of an extract of contacts', href: paths.extractColumns({}) },
  recognises: isExtract,
  take: importExtract,
}
