import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Rejected } from '#platform/area'
import type { ExtractRow } from '../row.ts'
import { isHistory } from './live.ts'
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

export interface Grouped {
  readonly contacts: readonly ExtractContact[]
  /** Rows that say twice, and differently, what became of one child. */
  readonly rejected: readonly Rejected[]
  /** Rows that say again what another row says. */
  readonly repeated: number
}

/** Puts the rows of each contact together, wherever in the file they stand. */
export function groupContacts(rows: readonly PlacedRow[], since: Temporal.Instant | null): Grouped {
  const byContact = new Map<string, Map<string, HashedRow>>()
  const rejected: Rejected[] = []
  let repeated = 0
  for (const row of rows) {
    const hashed = { ...row, sha256: sha256Of(row.value) }
    const children = byContact.get(row.value.contactId) ?? new Map<string, HashedRow>()
    byContact.set(row.value.contactId, children)
    const earlier = children.get(row.value.child.id)
    if (earlier === undefined) children.set(row.value.child.id, hashed)
    else if (earlier.sha256 === hashed.sha256) repeated += 1
    else rejected.push(saidTwice(row, earlier))
  }
  const contacts = [...byContact].map(([contactId, children]): ExtractContact => {
    const own = [...children.values()]
    return {
      contactId,
      isHistory: isHistory(
        own.map(({ value }) => value),
        since,
      ),
      rows: own,
    }
  })
  return { contacts, rejected, repeated }
}

const saidTwice = ({ sheet, row, value }: PlacedRow, earlier: PlacedRow): Rejected => ({
  sheet,
  row,
  column: 'child_id',
  value: value.child.id,
  reason: `Row ${earlier.row} says something else about the same child of the same contact.`,
  todo: 'Keep the row that is true.',
})

const sha256Of = (row: ExtractRow): string => createHash('sha256').update(JSON.stringify(row)).digest('hex')
