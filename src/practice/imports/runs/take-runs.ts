import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { FileKind } from '#platform/area'
import { type Database, listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import { kindOf } from '../kinds.ts'
import { Cancelled, type ClaimedRun, claimRun, endRun, failRun, moveOn, noteKind } from './working.ts'

/** Whom the trail names for what is brought in with nobody signed in. */
export const importer = 'imports.run'

/** Told of a run before it is read, so that somebody else can end it when reading it ends the reader. */
export type TellClaimed = (authorityId: number, runId: string) => void

/** Brings in the files that wait, of every authority, one after the other, until none is left. */
export async function takeRuns(
  database: Database,
  kinds: readonly FileKind[],
  now: Temporal.Instant,
  tell: TellClaimed,
): Promise<void> {
  for (const { authorityId } of await listAuthorities(database)) {
    for (let run = await claimed(database, authorityId); run !== null; run = await claimed(database, authorityId)) {
      tell(authorityId, run.id)
      await work(database, kinds, authorityId, run, now)
    }
  }
}

const claimed = (database: Database, authorityId: number): Promise<ClaimedRun | null> =>
  transact(database, asSystem(authorityId, importer), claimRun)

/** A file that ends the process each time it is read is given up, so that it cannot do so for ever. */
const mostTries = 3

export const ours =
  'Something went wrong on our side while the file was brought in, and nothing was taken. Bring it in again; if it happens again, tell the people who run Line of Sight.'

async function work(
  database: Database,
  kinds: readonly FileKind[],
  authorityId: number,
  run: ClaimedRun,
  now: Temporal.Instant,
): Promise<void> {
  const as = asSystem(authorityId, importer)
  const { id, filename, content, map, isDryRun, takesValid, historyBefore } = run
  if (run.tries > mostTries) return transact(database, as, (tx) => failRun(tx, id, ours))
  try {
    const file = { bytes: content, name: filename }
    const kind = await kindOf(file, map, kinds)
    await transact(database, as, (tx) => noteKind(tx, id, kind.key))
    let isSettled = false
    const imported = await kind.take(database, file, {
      authorityId,
      map,
      isDryRun,
      takesValid,
      historyBefore,
      now,
      advance: seldom((share) => transact(database, as, (tx) => moveOn(tx, id, share))),
      async settle(tx, whole) {
        await endRun(tx, id, whole)
        isSettled = true
      },
    })
    if (isSettled) return
    await transact(database, as, (tx) =>
      imported.ok
        ? endRun(tx, id, imported.value)
        : failRun(tx, id, imported.problems.map(({ message }) => message).join(' ')),
    )
  } catch (failure) {
    if (failure instanceof Cancelled) return
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
