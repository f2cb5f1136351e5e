import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import type { Stretch } from '../past/past.ts'
import { tableNames } from '../past/tables.ts'
import { copyText } from './copy-text.ts'
import type { WriteRows } from './writers.ts'

/** What was written. */
export interface Written {
  readonly contacts: number
  readonly children: number
  readonly rows: number
  /** SHA-256 over every row in the order written: the same for the same plan. */
  readonly sha256: string
}

/**
 * Writes a past, stretch by stretch. The trail has an entry for each stretch, which names its last day, the number of contacts and the hash
 * of the rows: a million entries that say "made up" would help nobody.
 */
export async function writePast(
  tx: Tx,
  past: Iterable<Stretch>,
  write: WriteRows,
  advance: (contacts: number) => void = () => undefined,
): Promise<Written> {
  const all = createHash('sha256')
  const written = { contacts: 0, children: 0, rows: 0 }
  let references: Stretch['references'] = new Map()
  let numbered = { discussions: 0, escalations: 0 }
  for (const stretch of past) {
    const own = createHash('sha256')
    for (const table of tableNames) {
      const rows = stretch.rows[table]
      if (rows.length === 0) continue
      const text = copyText(table, rows, tx.who.authorityId)
      own.update(text)
      await write(table, rows, text)
      written.rows += rows.length
    }
    const sha256 = own.digest('hex')
    all.update(sha256)
    written.contacts += stretch.contacts
    written.children += stretch.rows['children.child'].length
    references = stretch.references
    numbered = stretch
    tx.trail.ran('sample.laid-down', { throughDay: stretch.throughDay, contacts: stretch.contacts, sha256 })
    advance(written.contacts)
  }
  const byMonth = JSON.stringify(Object.fromEntries(references))
  await sql`select sample.count_on(${byMonth}::jsonb, ${Math.max(1, written.children)})`.execute(tx.sql)
  const { discussions, escalations } = numbered
  await sql`select sample.count_on_discussions(${discussions}, ${escalations})`.execute(tx.sql)
  return { ...written, sha256: all.digest('hex') }
}
