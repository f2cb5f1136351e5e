import type { Temporal } from 'temporal-polyfill'
import { startOfLondonDay } from '#kernel/clock'
import { type Checked, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { Database } from '#platform/db'
import type { HeaderMap, TableFile } from '#platform/tables'
import { transact } from '#platform/transaction'
import { groupContacts } from './take/contacts.ts'
import { liveSince } from './take/live.ts'
import { type Rejected, readExtractFile, type Warned } from './take/read-file.ts'
import { takeContacts } from './take/take.ts'

export interface ImportAsked {
  readonly authorityId: number
  /** What the extract comes from: its contact and child ids are its own. */
  readonly system: string
  readonly map: HeaderMap
  /** Look, and leave nothing behind. */
  readonly isDryRun: boolean
  /** Take what can be taken where some rows cannot. */
  readonly takesValid: boolean
  /** Contacts without an outcome received before this day are history; the last four weeks of the file are not, if left out. */
  readonly historyBefore: Temporal.PlainDate | null
  readonly now: Temporal.Instant
  /** Told now and then how much is done, from 0 to 1. */
  readonly advance?: (share: number) => Promise<void> | void
}

/** What became of a file. Every row is taken, unchanged or rejected; when nothing was taken for its rejected rows, taken is 0. */
export interface Imported {
  readonly read: number
  readonly taken: number
  readonly unchanged: number
  readonly rejected: readonly Rejected[]
  readonly warnings: readonly Warned[]
}

/** The extract when nobody says which system it is from. */
export const usualSystem = 'extract'

/** A dry run is undone by throwing what it found out of its transaction. */
class Undone extends Error {
  readonly imported: Imported
  constructor(imported: Imported) {
    super('undone')
    this.imported = imported
  }
}

/**
 * Brings one file in: whole or not at all, unless valid rows may go in alone. Invalid, in one sentence, when the file cannot
 * be read; then, and when it is rejected, nothing is left behind. The same file twice changes nothing.
 */
export async function importExtract(
  database: Database,
  file: TableFile,
  asked: ImportAsked,
): Promise<Checked<Imported>> {
  const { now, map } = asked
  // Reading and taking are shown as one way: half of it each.
  const half = (from: number) => (share: number) => asked.advance?.(from + share / 2)
  const read = await readExtractFile(file, { now, map, advance: half(0) })
  if (!read.ok) return read
  const { rows, warnings } = read.value
  const values = rows.map(({ value }) => value)
  const since = asked.historyBefore === null ? liveSince(values) : startOfLondonDay(asked.historyBefore)
  const { contacts, rejected: twice, repeated } = groupContacts(rows, since)
  const rejected = [...read.value.rejected, ...twice]
  const found = { read: read.value.read, rejected, warnings }
  if (rejected.length > 0 && !asked.takesValid) return ok({ ...found, taken: 0, unchanged: 0 })
  try {
    const imported = await transact(database, asSystem(asked.authorityId, 'import'), async (tx) => {
      const { taken, unchanged, warnings: more } = await takeContacts(tx, asked.system, contacts, half(0.5))
      const all = { ...found, taken, unchanged: unchanged + repeated, warnings: [...warnings, ...more] }
      tx.trail.ran('front-door.extract-imported', {
        read: all.read,
        taken,
        unchanged: all.unchanged,
        rejected: rejected.length,
      })
      if (asked.isDryRun) throw new Undone(all)
      return all
    })
    return ok(imported)
  } catch (error) {
    if (error instanceof Undone) return ok(error.imported)
    throw error
  }
}
