import type { Temporal } from 'temporal-polyfill'
import { gathering, type PlaceInFile, type Rejected } from '#platform/area'
import type { ExtractRow } from '../row.ts'
import { fingerprint, keyIndex } from './key-index.ts'
import { isHistoryWhen, laterOf } from './live.ts'
import { numberList } from './number-list.ts'
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

/** Surveys a file: `see` is given every row in its order. Numbers throughout: a file can have a million rows. */
export function surveying(): { readonly see: (row: PlacedRow) => void; readonly survey: Survey } {
  const rows = firstRows()
  const contacts = contactSummaries()
  const found = gathering()
  let repeated = 0
  let newest: Temporal.Instant | null = null
  const see = (row: PlacedRow): void => {
    newest = laterOf(newest, row.value)
    const earlier = rows.see(row)
    if (earlier === null) contacts.see(row.value)
    else if (earlier.isSame) repeated += 1
    else found.tell(placeOf(row), saidTwice(row, earlier.row))
  }
  const survey: Survey = {
    contactOf(contactId, since) {
      const summary = contacts.of(contactId)
      return summary === null ? null : { rows: summary.rows, isHistory: isHistoryWhen(summary, since) }
    },
    isFirst: rows.isFirst,
    newest: () => newest,
    rejected: found.rejected,
    repeated: () => repeated,
  }
  return { see, survey }
}

/** Remembers of each child of each contact the row that said it first. */
function firstRows() {
  const keys = keyIndex()
  const [places, sheetPlaces, said] = [numberList(Uint32Array), numberList(Uint16Array), numberList(Uint32Array)]
  const sheets: (string | null)[] = []
  const sheetPlace = ({ sheet }: PlacedRow): number => {
    if (!sheets.includes(sheet)) sheets.push(sheet)
    return sheets.indexOf(sheet)
  }
  return {
    /** Null for a first row; otherwise where the first stands and whether it says the same. */
    see(row: PlacedRow): { readonly row: number; readonly isSame: boolean } | null {
      const known = keys.size()
      const number = keys.take(keyOf(row.value))
      const fingerprinted = fingerprint(JSON.stringify(row.value))
      if (number < known) return { row: places.at(number), isSame: said.at(number) === fingerprinted }
      places.push(row.row)
      sheetPlaces.push(sheetPlace(row))
      said.push(fingerprinted)
      return null
    },
    isFirst(row: PlacedRow): boolean {
      const number = keys.find(keyOf(row.value))
      return number >= 0 && places.at(number) === row.row && sheetPlaces.at(number) === sheetPlace(row)
    },
  }
}

/** How many children each contact has, when it was received, and whether each of them has an outcome. */
function contactSummaries() {
  const keys = keyIndex()
  const [rows, undecided, receivedAt] = [numberList(Uint32Array), numberList(Uint32Array), numberList(Float64Array)]
  return {
    see({ contactId, received, decision }: ExtractRow): void {
      const known = keys.size()
      const number = keys.take(contactId)
      if (number === known) {
        rows.push(0)
        receivedAt.push(received.at?.epochMilliseconds ?? Number.NaN)
        undecided.push(0)
      }
      rows.set(number, rows.at(number) + 1)
      if (decision === null) undecided.set(number, undecided.at(number) + 1)
    },
    of(contactId: string) {
      const number = keys.find(contactId)
      if (number < 0) return null
      const at = receivedAt.at(number)
      return { rows: rows.at(number), receivedAt: Number.isNaN(at) ? null : at, isDecided: undecided.at(number) === 0 }
    },
  }
}

/** How rows are told apart: one for each contact and child. */
const keyOf = ({ contactId, child }: Pick<ExtractRow, 'contactId' | 'child'>): string =>
  JSON.stringify([contactId, child.id])

const placeOf = ({ sheet, row, team }: PlacedRow): PlaceInFile => ({
  sheet,
  row,
  ...(team === undefined ? {} : { team }),
})

const saidTwice = ({ value }: PlacedRow, earlier: number) => ({
  rejected: [
    {
      column: 'child_id',
      value: value.child.id,
      reason: `Row ${earlier} says something else about the same child of the same contact.`,
      todo: 'Keep the row that is true.',
    },
  ],
  warnings: [],
  coercions: [],
})
