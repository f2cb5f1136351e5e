import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { headOfService, lineManagerOf, listPeople } from '#practice/organisation'
import { mailClimb } from './alerts.ts'
import { listReviewsDue, type ReviewDue, recordClimb } from './store/reviews-due.ts'

/** Reviews of a broken glass that were not done within a working day go to the reviewer's line manager as well, once. */
export const climbJob = (publicUrl: string): Job => ({
  name: 'restricted-records.climb',
  cron: '*/5 * * * *',
  async run(database, now) {
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, 'restricted-records.climb'), (tx) => climbNow(tx, publicUrl, now))
  },
})

async function climbNow(tx: Tx, publicUrl: string, now: Temporal.Instant): Promise<void> {
  const late = (await listReviewsDue(tx)).filter(
    ({ hasClimbed, reviewDueAt }) => !hasClimbed && Temporal.Instant.compare(reviewDueAt, now) < 0,
  )
  const climbed: string[] = []
  for (const due of late) {
    const to = await aboveReviewer(tx, due)
    if (!(await recordClimb(tx, due, to))) continue
    climbed.push(due.breakingId)
    const told = to === null ? [] : await listPeople(tx, { ids: [to] })
    await mailClimb(tx, publicUrl, told, due)
  }
  if (climbed.length > 0) tx.trail.ran('glass.reviews-climbed', { breakings: climbed })
}

/** The reviewer's line manager, or the head of service: never whoever broke the glass, whose review it is not. */
async function aboveReviewer(tx: Tx, { reviewerId, personId }: ReviewDue): Promise<string | null> {
  const above = reviewerId === null ? null : await lineManagerOf(tx, reviewerId, tx.now)
  const head = await headOfService(tx, tx.now)
  return [above, head].find((one) => one !== null && one.personId !== personId)?.personId ?? null
}
