import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { importExtract, usualSystem } from '../import.ts'
import { type ClaimedRun, claimRun, endRun, failRun, moveOn } from './working.ts'

/** Brings in the files that people uploaded, as soon as asked; every minute it also takes up what a killed process left. */
export const importJob: Job = {
  name: 'front-door.import',
  cron: '* * * * *',
  async run(database, now) {
    for (const { authorityId } of await listAuthorities(database)) {
      for (let run = await claimed(database, authorityId); run !== null; run = await claimed(database, authorityId))
        await work(database, authorityId, run, now)
    }
  },
}

const claimed = (database: Database, authorityId: number): Promise<ClaimedRun | null> =>
  transact(database, asSystem(authorityId, importJob.name), claimRun)

/** A file that ends the process each time it is read is given up, so that it cannot do so for ever. */
const mostTries = 3

const ours =
  'Something went wrong on our side while the file was brought in, and nothing was taken. Bring it in again; if it happens again, tell the people who run Line of Sight.'

async function work(database: Database, authorityId: number, run: ClaimedRun, now: Temporal.Instant): Promise<void> {
  const as = asSystem(authorityId, importJob.name)
  const { id, filename, content, map, isDryRun, takesValid, historyBefore } = run
  if (run.tries > mostTries) return transact(database, as, (tx) => failRun(tx, id, ours))
  try {
    const imported = await importExtract(
      database,
      { bytes: content, name: filename },
      {
        authorityId,
        system: usualSystem,
        map,
        isDryRun,
        takesValid,
        historyBefore,
        now,
        advance: seldom((share) => transact(database, as, (tx) => moveOn(tx, id, share))),
      },
    )
    await transact(database, as, (tx) =>
      imported.ok
        ? endRun(tx, id, imported.value)
        : failRun(tx, id, imported.problems.map(({ message }) => message).join(' ')),
    )
  } catch (failure) {
    await transact(database, as, (tx) => failRun(tx, id, ours))
    throw failure
  }
}

/** Tells at most once a second how far it is. */
function seldom(tell: (share: number) => Promise<void>): (share: number) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY
  return async (share) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    await tell(share)
  }
}
