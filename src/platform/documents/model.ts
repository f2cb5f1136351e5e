import { z } from 'zod'

/**
 * A document as content alone: what it says and in what order, nothing of how it looks. It is plain JSON, so that it can be
 * kept, hashed and read again years later; a page, a Word file and a CSV are three forms of the same content.
 */

const words = z.string()

/** A cell of a table: words, a number, nothing, or words that lead somewhere on a page (in a file they are words alone). */
const cell = z.union([words, z.number(), z.null(), z.object({ text: words, href: z.string().startsWith('/') })])

const column = z.object({
  heading: words,
  /** How much of the width it takes beside the others: 2 is twice as wide as 1. */
  width: z.number().positive(),
  isNumeric: z.boolean().optional(),
})

const row = z.object({
  cells: z.array(cell),
  /** The records that this row tells of: showing it is trailed, and it can be closed to a reader (see `closeRows`). */
  about: z.array(z.object({ subject: z.enum(['child', 'contact']), id: words })).optional(),
})

const heading = z.object({
  kind: z.literal('heading'),
  /** Under the title, which is a level of its own: 1 is a section, 2 and 3 stand inside it. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: words,
})
const paragraph = z.object({ kind: z.literal('paragraph'), text: words })
const list = z.object({ kind: z.literal('list'), isNumbered: z.boolean(), items: z.array(words) })
const facts = z.object({ kind: z.literal('facts'), rows: z.array(z.object({ term: words, value: words })) })
const table = z.object({
  kind: z.literal('table'),
  caption: words,
  columns: z.array(column).min(1),
  rows: z.array(row),
  /** What is said instead of a table without rows. */
  empty: words,
})

const chart = z.object({
  kind: z.literal('chart'),
  /** Unique in the document. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: words,
  /** What a reader is told who does not see the picture: what is drawn, from when to when, what stands out. */
  description: words,
  values: z.enum(['share', 'count', 'median']),
  unit: words,
  drawing: z.discriminatedUnion('form', [
    z.object({
      form: z.literal('trend'),
      /** `period` is its first day, `2021-11-22`. */
      points: z.array(z.object({ period: z.iso.date(), value: z.number().nullable() })),
    }),
    z.object({
      form: z.literal('groups'),
      bars: z.array(z.object({ name: words, value: z.number().nullable() })),
    }),
    z.object({
      /** A funnel plot: shares by the number of cases they rest on, around a target; never an order of merit. */
      form: z.literal('funnel'),
      target: z.number().min(0).max(1),
      points: z.array(z.object({ name: words, cases: z.number().int().min(1), value: z.number().min(0).max(1) })),
    }),
  ]),
})

const block = z.discriminatedUnion('kind', [heading, paragraph, list, facts, table, chart])

const documentSchema = z.object({
  title: words,
  language: z.literal('en-GB'),
  blocks: z.array(block),
  /** Stand at the foot of every page of a file, and at the end of the page on a screen. */
  pageNotes: z.array(words),
})

export type Document = z.infer<typeof documentSchema>
export type Block = z.infer<typeof block>
export type Cell = z.infer<typeof cell>
/** A record that a row tells of. */
export type RecordShown = NonNullable<TableRow['about']>[number]
export type TableRow = z.infer<typeof row>
export type TableColumn = z.infer<typeof column>
export type TableBlock = z.infer<typeof table>
export type ChartBlock = z.infer<typeof chart>

/** A document as it was kept. Throws when it is none: it was written by us, so that is a fault of ours. */
export const readDocument = (json: string): Document => documentSchema.parse(JSON.parse(json))

/** The words of a cell, without where they lead. */
export const cellWords = (value: Cell): string | number | null =>
  value !== null && typeof value === 'object' ? value.text : value
