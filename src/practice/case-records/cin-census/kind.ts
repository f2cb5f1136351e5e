import type { FileKind } from '#platform/area'
import { paths } from '../paths.ts'
import { cinColumns } from './columns.ts'
import { importCensus } from './import.ts'

/** The yearly children in need census as XML, as it goes to the Department for Education. */
export const cinCensus: FileKind = {
  key: 'cin-census',
  title: 'Children in need census: XML',
  columns: cinColumns,
  help: { text: 'What is taken of a census', href: paths.cinCensus({}) },
  recognises: () => false,
  xmlRoot: 'Message',
  take: importCensus,
}
