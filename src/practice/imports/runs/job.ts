import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { importer } from './take-runs.ts'
import { type Claimed, readInThread } from './thread.ts'
import { failRun, isRunWaiting } from './working.ts'

/** What the job is called in the queue; whoever uploads a file asks for it by name. */
export const jobName = 'imports.run'

/**
 * Brings in the files that people uploaded, as soon as asked; every minute it also takes up what a killed process left. Each
 * file is read in a thread with a limit to its memory: one that asks for more fails in a sentence, and the rest go on.
 */
export const importJob = (threadEntry: URL): Job => ({
  name: jobName,
  cron: '* * * * *',
  async run(database, now) {
    while (await isAnyWaiting(database)) {
      const end = await readInThread(threadEntry, database.url, now)
      if (!end.isOutOfMemory) return
      if (end.claimed === null) throw new Error('the import thread ran out of memory before it read a file')
      await giveUp(database, end.claimed)
    }
  },
})

async function isAnyWaiting(database: Database): Promise<boolean> {
  for (const { authorityId } of await listAuthorities(database))
    if (await transact(database, asSystem(authorityId, importer), isRunWaiting)) return true
  return false
}

const tooMuch =
  'Reading this file takes more memory than a file may have, and nothing was taken. Split it into smaller files, or save it as CSV.'

const giveUp = (database: Database, { authorityId, runId }: Claimed): Promise<void> =>
  transact(database, asSystem(authorityId, importer), (tx) => failRun(tx, runId, tooMuch))
