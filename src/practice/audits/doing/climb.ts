import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { headOfService } from '#practice/organisation'
import { findCase } from '../cases/store/cases.ts'
import { mailUnplanned } from './mails.ts'
import { openRungs } from './raise.ts'
import { rungsToOpen } from './rules/rungs.ts'
import { listInadequates, recordInadequateClimb } from './store/inadequates.ts'
import { ladderOf } from './store/responsible.ts'
import { listWorries, lockWorry } from './store/worries.ts'

/**
 * Every minute, round the clock: worries for a child's safety that nobody acknowledged go to the next person, and an Inadequate
 * without a plan to the head of service. Each climbs in a transaction of its own, locked: twice, by two workers at once or after
 * a crash half-way it climbs once. One authority's failure never stops another.
 */
export const climbJob = (publicUrl: string): Job => ({
  name: 'audits.climb',
  cron: '* * * * *',
  async run(database, now) {
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
        transact(database, asSystem(authorityId, 'audits.climb'), work)
      const open = await as(listOpen)
      const climbs = [
        ...open.worries.map((id) => () => as((tx) => climbWorry(tx, id, publicUrl, now))),
        ...open.inadequates.map((caseId) => () => as((tx) => climbInadequate(tx, caseId, publicUrl, now))),
      ]
      for (const climb of climbs) await climb().catch((failure: unknown) => failures.push(failure))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some worries or plans could not climb')
  },
})

async function listOpen(tx: Tx) {
  const worries = (await listWorries(tx, { onlyOpen: true })).map(({ id }) => id)
  const inadequates = (await listInadequates(tx, { onlyUnplanned: true })).map(({ caseId }) => caseId)
  // A job looks at facts, not at a child's record.
  tx.trail.forgetReads()
  return { worries, inadequates }
}

/** Lets one worry climb to where it has come by `now`, whoever is there then. Answers to how many rungs. */
export async function climbWorry(tx: Tx, worryId: string, publicUrl: string, now: Temporal.Instant): Promise<number> {
  const worry = await lockWorry(tx, worryId)
  const audited = worry === null || worry.acknowledged !== null ? null : await findCase(tx, worry.caseId)
  tx.trail.forgetReads()
  if (worry === null || audited === null) return 0
  const ladder = await ladderOf(tx, audited, worry.raisedBy, now)
  const rungs = rungsToOpen(ladder, worry.rungs, worry.raisedAt, now)
  const put = { id: worry.id, reference: worry.reference, caseId: audited.id, caseReference: audited.reference }
  const opened = await openRungs(tx, put, rungs, publicUrl, now)
  if (opened > 0) tx.trail.ran('audit.worry-climbed', { worry: worry.id, rungs: opened })
  return opened
}

/** An Inadequate whose plan is late goes to the head of service as well, once. Answers whether it did. */
export async function climbInadequate(
  tx: Tx,
  caseId: string,
  publicUrl: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [found] = await listInadequates(tx, { caseId, onlyUnplanned: true })
  if (found === undefined || found.climbedTo !== null || Temporal.Instant.compare(found.dueAt, now) >= 0) return false
  const head = await headOfService(tx, now)
  if (head === null || !(await recordInadequateClimb(tx, caseId, head.personId, now))) return false
  const { caseReference, dueAt } = found
  await mailUnplanned(tx, publicUrl, { caseId, caseReference, personId: head.personId, dueAt }, now)
  tx.trail.ran('audit.inadequate-climbed', { case: caseId })
  return true
}
