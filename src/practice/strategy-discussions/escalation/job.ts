import type { WorkingCalendar } from '#kernel/clock'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { escalateJobName } from '../store/watch.ts'
import { sendDailyLists } from './daily-list.ts'
import { escalate } from './engine.ts'

export interface EscalateJobDeps {
  readonly publicUrl: string
  readonly calendar: () => Promise<WorkingCalendar>
}

/**
 * Every five minutes, round the clock, and whenever something is recorded about a discussion; after the time of day that the
 * authority set, the daily lists as well, once. One authority's failure never stops another.
 */
export const escalateJob = ({ publicUrl, calendar }: EscalateJobDeps): Job => ({
  name: escalateJobName,
  cron: '*/5 * * * *',
  async run(database, now) {
    const failures: unknown[] = []
    const known = await calendar()
    for (const { authorityId } of await listAuthorities(database)) {
      try {
        const deps = { database, authorityId, calendar: known, publicUrl }
        await escalate(deps, now)
        await sendDailyLists(deps, now)
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'escalation failed for some authorities')
  },
})
