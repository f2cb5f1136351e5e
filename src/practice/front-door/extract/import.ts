import { startOfLondonDay } from '#kernel/clock'
import { type Checked, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import type { Database } from '#platform/db'
import type { TableFile } from '#platform/tables'
import { transactOrUndo } from '#platform/transaction'
import { groupContacts } from './take/contacts.ts'
import { liveSince } from './take/live.ts'
import { readExtractFile } from './take/read-file.ts'
import { takeContacts } from './take/take.ts'

/** What the contact and child ids of an extract are ids of: the council's case system, whichever file they come in. */
export const caseSystem = 'extract'

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
  return ok(
    await transactOrUndo(database, asSystem(asked.authorityId, 'import'), asked, async (tx) => {
      const { taken, unchanged, warnings: more } = await takeContacts(tx, caseSystem, contacts, half(0.5))
      const all = { ...found, taken, unchanged: unchanged + repeated, warnings: [...warnings, ...more] }
      const account = { read: all.read, taken, unchanged: all.unchanged, rejected: rejected.length }
      tx.trail.ran('front-door.extract-imported', account)
      if (!asked.isDryRun) await asked.settle?.(tx, all)
      return all
    }),
  )
}
