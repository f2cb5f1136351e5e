import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { alarmChanges } from './rules/alarms.ts'
import { listOpenAlarms, recordAlarms } from './store/alarms.ts'
import { waitForTurn } from './store/entries.ts'
import { listGapsAhead } from './store/rota.ts'
import { refreshStanding } from './store/standing.ts'

/**
 * Hourly, looking ahead as many days as the authority set: raises an alarm for each gap in the duty rota, and ends those
 * that were filled or have passed. Changes of team, line and role that were planned for today take effect here.
 */
export const watchRota: Job = {
  name: 'organisation.watch-rota',
  cron: '7 * * * *',
  async run(database, now) {
    for (const { authorityId } of await listAuthorities(database)) await watchRotaOf(database, authorityId, now)
  },
}

async function watchRotaOf(database: Database, authorityId: number, now: Temporal.Instant): Promise<void> {
  await transact(database, asSystem(authorityId, watchRota.name), (tx) => watchRotaNow(tx, now))
}

/** One look at the rota as it stands, for the time from `now` on. Answers how many alarms it raised and ended. */
export async function watchRotaNow(
  tx: Tx,
  now: Temporal.Instant,
): Promise<{ readonly raised: number; readonly ended: number }> {
  // Two workers at once: the second waits, and then finds nothing left to do.
  await waitForTurn(tx, 'rota')
  const gaps = await listGapsAhead(tx, now)
  const changes = alarmChanges(await listOpenAlarms(tx), gaps, now)
  await recordAlarms(tx, changes)
  const peopleRefreshed = await refreshStanding(tx)
  const done = { raised: changes.raise.length, ended: changes.end.length }
  tx.trail.ran('rota.watched', { ...done, gaps: gaps.length, peopleRefreshed })
  return done
}
