import { hash } from 'node:crypto'
import { canonical } from '#platform/trail'
import type { Block, Document, RecordShown, TableRow } from './model.ts'

/** A document's content as one text, and its SHA-256 in hexadecimal. */
export interface Content {
  readonly json: string
  readonly sha256: string
}

/**
 * The content in its one canonical form, and the hash of that. The content is hashed and never a file: two builds of the
 * same Word file differ in the moment they were made.
 */
export function contentOf(document: Document): Content {
  const json = canonical(document)
  return { json, sha256: hash('sha256', json) }
}

/** Whether a kept text still has the hash it was kept with. */
export const isUnchanged = ({ json, sha256 }: Content): boolean => hash('sha256', json) === sha256

const rowsOf = (block: Block): readonly TableRow[] => (block.kind === 'table' ? block.rows : [])

/** The records that the document's rows tell of, each once. */
export const recordsIn = ({ blocks }: Document): readonly RecordShown[] => [
  ...new Map(
    blocks
      .flatMap(rowsOf)
      .flatMap(({ about }) => about ?? [])
      .map((record) => [record.id, record]),
  ).values(),
]

/**
 * The document as it is shown to a reader to whom some records are closed: their rows say `instead` and nothing else. The
 * content that was kept stays as it is.
 */
export function closeRows(document: Document, closed: ReadonlySet<string>, instead: string): Document {
  if (closed.size === 0) return document
  const closedRow = (row: TableRow): TableRow =>
    row.about?.some(({ id }) => closed.has(id))
      ? { cells: row.cells.map((_cell, at) => (at === 0 ? instead : null)) }
      : row
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === 'table' ? { ...block, rows: block.rows.map(closedRow) } : block,
    ),
  }
}
