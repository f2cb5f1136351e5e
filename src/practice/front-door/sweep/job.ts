import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { sweep } from './sweep.ts'

/** Every five minutes, round the clock, for each authority: what is late now. One authority's failure never stops another. */
export const sweepJob: Job = {
  name: 'front-door.sweep',
  cron: '*/5 * * * *',
  async run(database, now) {
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      try {
        await transact(database, asSystem(authorityId, sweepJob.name), (tx) => sweep(tx, now))
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the sweep failed for some authorities')
  },
}
