import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { loadCalendar } from '#platform/working-calendar'
import type { MeetingsDeps } from '#practice/meetings'
import { liveUntil } from './live.ts'

/**
 * Keeps sample authorities alive, hour by hour, so that tomorrow's board is not only overdue. An authority that is not marked as a
 * sample is never touched, and one without a life (a sample of a past time) stays as it is.
 */
export const keepAlive = (meetings: MeetingsDeps): Job => ({
  name: 'sample.keep-alive',
  cron: '4 * * * *',
  async run(database, now) {
    const calendar = await loadCalendar()
    if (!calendar.ok) throw new Error('the calendar cannot be read')
    for (const { authorityId, isSample } of await listAuthorities(database)) {
      if (!isSample) continue
      await transact(database, asSystem(authorityId, 'sample.keep-alive'), (tx) =>
        liveUntil(tx, now, calendar.value, meetings),
      )
    }
  },
})
