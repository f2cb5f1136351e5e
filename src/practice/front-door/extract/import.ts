import { startOfLondonDay } from '#kernel/clock'
import { type Checked, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import type { Database } from '#platform/db'
import type { TableFile } from '#platform/tables'
import { transactOrUndo } from '#platform/transaction'
import { liveSince } from './take/live.ts'
import { readExtractFile } from './take/read-file.ts'
import { surveying } from './take/survey.ts'
import { takeFile } from './take/take-file.ts'

/** What the contact and child ids of an extract are ids of: the council's case system, whichever file they come in. */
export const caseSystem = 'extract'

/** How much of the way reading it the first time is. */
const surveyShare = 0.2

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
  // Read once to know it, and again to take it: a large file is never held whole.
  const surveyed = surveying()
  const first = (share: number) => asked.advance?.(share * surveyShare)
  const read = await readExtractFile(file, { now, map, advance: first }, (row) => {
    surveyed.see(row)
    return undefined
  })
  if (!read.ok) return read
  const { survey } = surveyed
  const { warnings } = read.value
  const rejected = [...read.value.rejected, ...survey.rejected]
  const found = { read: read.value.read, rejected, warnings }
  if (rejected.length > 0 && !asked.takesValid) return ok({ ...found, taken: 0, unchanged: 0 })
  const since = asked.historyBefore === null ? liveSince(survey.newest()) : startOfLondonDay(asked.historyBefore)
  const second = (share: number) => asked.advance?.(surveyShare + share * (1 - surveyShare))
  return ok(
    await transactOrUndo(database, asSystem(asked.authorityId, 'import'), asked, async (tx) => {
      const {
        taken,
        unchanged,
        warnings: more,
      } = await takeFile(tx, caseSystem, file, { now, map, advance: second }, { survey, since })
      const all = { ...found, taken, unchanged: unchanged + survey.repeated(), warnings: [...warnings, ...more] }
      const account = { read: all.read, taken, unchanged: all.unchanged, rejected: rejected.length }
      tx.trail.ran('front-door.extract-imported', account)
      if (!asked.isDryRun) await asked.settle?.(tx, all)
      return all
    }),
  )
}
