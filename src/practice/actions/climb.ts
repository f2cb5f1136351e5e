import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { mailClimb } from './alerts.ts'
import { type ClimbDays, rungsReached } from './rules/due.ts'
import { listOverdue, type Overdue, recordClimb } from './store/climbs.ts'
import { ownRungs, type Rung, rungsAbove } from './store/rungs.ts'

export interface ClimbDeps {
  readonly publicUrl: string
  /** The working calendar as it is known when the job runs. */
  readonly calendar: () => Promise<WorkingCalendar>
}

/** Every hour: overdue actions go up the line of their owner, rung by rung. Twice for the same hour does nothing. */
export const climbJob = ({ publicUrl, calendar }: ClimbDeps): Job => ({
  name: 'actions.climb',
  cron: '10 * * * *',
  async run(database, now) {
    const known = await calendar()
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, 'actions.climb'), (tx) => climbActions(tx, publicUrl, known, now))
  },
})

/**
 * Lets everything climb that has come to its next rung by `now`, whoever is there then, and mails whom it came to: a reference
 * and a link. After downtime the rungs that were missed follow each other at once. Answers how many rungs were climbed.
 */
export async function climbActions(
  tx: Tx,
  publicUrl: string,
  calendar: WorkingCalendar,
  now: Temporal.Instant,
): Promise<number> {
  const { actionClimbDays: first, actionClimbAgainDays: again } = await readSettings(tx)
  const climbed: string[] = []
  for (const overdue of await listOverdue(tx, londonDate(now)))
    climbed.push(...(await climbOne(tx, publicUrl, overdue, { calendar, now, days: { first, again } })))
  if (climbed.length > 0) tx.trail.ran('actions.climbed', { actions: climbed })
  return climbed.length
}

interface Clock {
  readonly calendar: WorkingCalendar
  readonly now: Temporal.Instant
  readonly days: ClimbDays
}

async function climbOne(tx: Tx, publicUrl: string, overdue: Overdue, clock: Clock): Promise<readonly string[]> {
  const { calendar, now, days } = clock
  // Most have climbed as far as they can, or have not come to the next rung: nobody's line has to be read for those.
  if (overdue.ownerAgencyId === null && overdue.rung >= ownRungs) return []
  if (rungsReached(calendar, overdue.dueOn, now, overdue.rung + 1, days).length <= overdue.rung) return []
  const rungs = await rungsAbove(tx, overdue, now)
  const reached = rungsReached(calendar, overdue.dueOn, now, rungs.length, days).filter((rung) => rung > overdue.rung)
  const climbed: string[] = []
  for (const rung of reached) {
    const to = rungs[rung - 1]
    if (to === undefined || !(await recordClimb(tx, overdue, { rung, ...placeOf(to) }))) continue
    climbed.push(overdue.actionId)
    await mailClimb(tx, publicUrl, to.emails, overdue)
  }
  return climbed
}

const placeOf = ({ personId, agencyRung }: Rung) => ({ toPersonId: personId, toAgencyRung: agencyRung })
