import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Rejected } from '#platform/area'
import type { ExtractRow } from '../row.ts'
import { isHistoryWhen, laterOf } from './live.ts'
import type { PlacedRow } from './read-file.ts'

/** What is known of a file after it was read once, without any of its rows: enough to take it row by row. */
export interface Survey {
  /** How many rows a contact has, and whether it is history. Null for one that has none. */
  readonly contactOf: (
    contactId: string,
    since: Temporal.Instant | null,
  ) => { readonly rows: number; readonly isHistory: boolean } | null
  /** Whether this is the row that is taken of those about one child of one contact: the first. */
  readonly isFirst: (row: PlacedRow) => boolean
  /** The newest moment of the file. */
  readonly newest: () => Temporal.Instant | null
  /** Rows that say twice, and differently, what became of one child. */
  readonly rejected: readonly Rejected[]
  /** Rows that say again what another row says. */
  readonly repeated: () => number
}

/** Numbers, not Temporal: there is one for each contact of a file that can have a million. */
interface Summary {
  rows: number
  /** Milliseconds of the epoch. */
  readonly receivedAt: number | null
  isDecided: boolean
}

interface Seen {
  readonly hash: string
  readonly sheet: string | null
  readonly row: number
}

/** Surveys a file: `see` is given every row in its order. */
export function surveying(): { readonly see: (row: PlacedRow) => void; readonly survey: Survey } {
  const contacts = new Map<string, Summary>()
  const seen = new Map<string, Seen>()
  const rejected: Rejected[] = []
  let repeated = 0
  let newest: Temporal.Instant | null = null
  const see = (row: PlacedRow): void => {
    const { value } = row
    newest = laterOf(newest, value)
    const key = keyOf(value)
    const hash = shortHash(value)
    const earlier = seen.get(key)
    if (earlier !== undefined) {
      if (earlier.hash === hash) repeated += 1
      else rejected.push(saidTwice(row, earlier.row))
      return
    }
    seen.set(key, { hash, sheet: row.sheet, row: row.row })
    const isDecided = value.decision !== null
    const contact = copied(value.contactId)
    const summary = contacts.get(contact)
    if (summary === undefined)
      contacts.set(contact, { rows: 1, receivedAt: value.received.at?.epochMilliseconds ?? null, isDecided })
    else {
      summary.rows += 1
      summary.isDecided &&= isDecided
    }
  }
  const survey: Survey = {
    contactOf(contactId, since) {
      const summary = contacts.get(copied(contactId))
      return summary === undefined ? null : { rows: summary.rows, isHistory: isHistoryWhen(summary, since) }
    },
    isFirst({ sheet, row, value }) {
      const first = seen.get(keyOf(value))
      return first?.row === row && first.sheet === sheet
    },
    newest: () => newest,
    rejected,
    repeated: () => repeated,
  }
  return { see, survey }
}

/** A text of its own: as it comes it is a view into the piece of the file it was cut from, and would hold that whole. */
const copied = (text: string): string => JSON.stringify(text)

/** How rows are told apart: one for each contact and child. */
const keyOf = ({ contactId, child }: Pick<ExtractRow, 'contactId' | 'child'>): string =>
  JSON.stringify([contactId, child.id])

/** Twelve bytes tell a hundred million rows apart, and a file of a million is held in mind with them. */
const shortHash = (row: ExtractRow): string =>
  createHash('sha256').update(JSON.stringify(row)).digest().subarray(0, 12).toString('latin1')

const saidTwice = ({ sheet, row, value }: PlacedRow, earlier: number): Rejected => ({
  sheet,
  row,
  column: 'child_id',
  value: value.child.id,
  reason: `Row ${earlier} says something else about the same child of the same contact.`,
  todo: 'Keep the row that is true.',
})
