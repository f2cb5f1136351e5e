import { hash } from 'node:crypto'
import type { ExtractRow } from '../row.ts'
import type { PlacedRow } from './read-file.ts'

/** One contact of the extract with its rows: one for each child. */
export interface ExtractContact {
  readonly contactId: string
  readonly isHistory: boolean
  readonly rows: readonly HashedRow[]
}

export type HashedRow = PlacedRow & {
  /** The SHA-256 of the row as it was understood: the same facts give the same, however the file wrote them. */
  readonly sha256: string
}

/** All rows of one contact, put together. */
export const asContact = (contactId: string, isHistory: boolean, rows: readonly PlacedRow[]): ExtractContact => ({
  contactId,
  isHistory,
  rows: rows.map((row) => ({ ...row, sha256: sha256Of(row.value) })),
})

const sha256Of = (row: ExtractRow): string => hash('sha256', JSON.stringify(row))
