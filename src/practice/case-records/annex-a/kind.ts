import type { FileKind } from '#platform/area'
import { paths } from '../paths.ts'
import { annexAColumns, listOf } from './columns.ts'
import { importAnnexA } from './import.ts'

/** Ofsted's child-level data for inspections: lists 1, 3, 4 and 5 of the workbook, or each as a CSV. */
export const annexA: FileKind = {
  key: 'annex-a',
  title: 'Annex A: contacts, referrals, assessments, section 47',
  columns: annexAColumns,
  help: { text: 'Columns of Annex A', href: paths.annexAColumns({}) },
  recognises: (texts) => listOf(texts) !== null,
  take: importAnnexA,
}
