import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type SendDeps, sendDue } from './deliver.ts'
import { jobName } from './publish.ts'

/** Sends as soon as something is told, and every minute what is due again. One authority's failure never stops another. */
export const sendJob = (deps: Omit<SendDeps, 'database'>): Job => ({
  name: jobName,
  cron: '* * * * *',
  async run(database: Database, now) {
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      try {
        await sendDue({ ...deps, database }, authorityId, now)
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'webhooks could not be sent for some authorities')
  },
})
