import type { Temporal } from 'temporal-polyfill'
import type { TableFile } from '#platform/tables'
import { lookAgain, type Tx, writeTrailSoFar } from '#platform/transaction'
import { asContact, type ExtractContact } from './contacts.ts'
import { type PlacedRow, type Reading, readExtractFile } from './read-file.ts'
import type { Survey } from './survey.ts'
import { type Taken, takeContacts } from './take.ts'

/** Rows that are held before they are taken: what a large file costs in memory. */
const held = 2000
/** After so many rows, and ten times as many, PostgreSQL looks again at what it is asked for: before, all plans are quick. */
const firstLook = 4000

/**
 * Takes a surveyed file while it is read again, so that it is never held whole. A contact is taken when all its rows have come,
 * wherever in the file they stand: taken in parts, it would look complete before its last child.
 */
export async function takeFile(
  tx: Tx,
  system: string,
  file: TableFile,
  reading: Reading,
  { survey, since }: { readonly survey: Survey; readonly since: Temporal.Instant | null },
): Promise<Taken> {
  const total = { taken: 0, unchanged: 0, warnings: [] as Taken['warnings'][0][] }
  const growing = new Map<string, PlacedRow[]>()
  let ready: ExtractContact[] = []
  let rows = 0
  let [seen, look] = [0, firstLook]
  const flush = async (): Promise<void> => {
    const part = await takeContacts(tx, system, ready)
    total.taken += part.taken
    total.unchanged += part.unchanged
    total.warnings.push(...part.warnings)
    await writeTrailSoFar(tx)
    seen += rows
    if (seen >= look) {
      await lookAgain(tx, ['front_door', 'children'])
      look *= 10
    }
    ready = []
    rows = 0
  }
  const read = await readExtractFile(file, reading, (row) => {
    const { contactId } = row.value
    const summary = survey.contactOf(contactId, since)
    if (summary === null || !survey.isFirst(row)) return undefined
    const own = growing.get(contactId) ?? []
    own.push(row)
    if (own.length < summary.rows) {
      growing.set(contactId, own)
      return undefined
    }
    growing.delete(contactId)
    ready.push(asContact(contactId, summary.isHistory, own))
    rows += own.length
    return rows >= held ? flush() : undefined
  })
  if (!read.ok) throw new Error('a file that was read once could not be read again')
  if (ready.length > 0) await flush()
  return total
}
