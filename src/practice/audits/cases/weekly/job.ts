import type { WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { allocateRound } from '../../allocating/allocate.ts'
import { lockCycle } from '../store/cycles.ts'
import { openWeek, weeksToOpen } from './open-week.ts'
import { listWeeksToAllocate, waitForWeekly } from './store.ts'

const name = 'audits.open-weekly'

/**
 * Every strategy discussion that was held gets its audit on the Monday after. Looked at every hour, so that a stop over Monday
 * morning is made up for; each week stands or falls by itself.
 */
export const openWeeklyJob = (calendar: () => Promise<WorkingCalendar>): Job => ({
  name,
  cron: '7 * * * *',
  async run(database, now) {
    const days = await calendar()
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      const who = asSystem(authorityId, name)
      for (const monday of await transact(database, who, (tx) => weeksToOpen(tx, now)))
        await transact(database, who, async (tx) => {
          await waitForWeekly(tx)
          const opened = await openWeek(tx, monday, { now, calendar: days })
          if (opened !== null && opened.opened.length > 0) tx.trail.ran('audits.week-opened', { ...opened })
        }).catch((error: unknown) => failures.push(error))
      // Apart from the opening: a solver that fails keeps no discussion from being audited.
      for (const cycleId of await transact(database, who, listWeeksToAllocate))
        await transact(database, who, async (tx) => {
          const cycle = await lockCycle(tx, cycleId)
          if (cycle === null || !(await listWeeksToAllocate(tx)).includes(cycleId)) return
          // What cannot be given stands on the round's page with what would free it; the rest does not wait for that.
          await allocateRound(tx, cycle, { calendar: days, hoursEach: null, setsAside: true })
        }).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  },
})
