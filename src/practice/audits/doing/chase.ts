import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { lineManagerOf } from '#practice/organisation'
import { mailLate, mailLateCopy } from './mails.ts'
import { chaseReached } from './rules/chase.ts'
import { type LateAudit, listLate } from './store/late.ts'

export interface ChaseDeps {
  readonly publicUrl: string
  /** The working calendar as it is known when the job runs. */
  readonly calendar: () => Promise<WorkingCalendar>
}

/** Every hour: whoever has not sent in an audit is written to on its day and every second working day after, once each. */
export const chaseJob = ({ publicUrl, calendar }: ChaseDeps): Job => ({
  name: 'audits.chase',
  cron: '25 * * * *',
  async run(database, now) {
    const known = await calendar()
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, 'audits.chase'), (tx) => chaseLate(tx, publicUrl, known, now))
  },
})

/** Writes to everybody whose audit has come to its next chasing by `now`; the key of each mail lets it be queued once. */
export async function chaseLate(
  tx: Tx,
  publicUrl: string,
  calendar: WorkingCalendar,
  now: Temporal.Instant,
): Promise<void> {
  for (const late of await listLate(tx, londonDate(now))) await chaseOne(tx, publicUrl, late, calendar, now)
}

async function chaseOne(
  tx: Tx,
  publicUrl: string,
  late: LateAudit,
  calendar: WorkingCalendar,
  now: Temporal.Instant,
): Promise<void> {
  const chase = chaseReached(calendar, late.dueOn, now)
  if (chase === null) return
  const told = { ...late, number: chase.number }
  await mailLate(tx, publicUrl, late.auditorId, told)
  if (!chase.isCopied) return
  const manager = await lineManagerOf(tx, late.auditorId, now)
  if (manager !== null) await mailLateCopy(tx, publicUrl, manager.personId, told)
}
