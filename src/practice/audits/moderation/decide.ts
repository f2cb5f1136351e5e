import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { lockCycle } from '../cases/store/cycles.ts'
import { agreementOfPairs } from './agreement/ratings.ts'
import { pickOf } from './rules/pick.ts'
import { listPairs } from './store/pairs.ts'
import { findUndecided, listCorrected, listUndecided, recordAdded, recordPick } from './store/picks.ts'
import { isInRandomShare } from './store/share.ts'

/**
 * Every minute: of each first audit that was sent in, whether it is graded a second time. Whoever sends one in may not know what
 * others came to, so it is not theirs to decide: the job does, each case in a transaction of its own, once.
 */
export const decideModerationJob: Job = {
  name: 'audits.moderation',
  cron: '* * * * *',
  async run(database) {
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
        transact(database, asSystem(authorityId, 'audits.moderation'), work)
      for (const { caseId, cycleId } of await as(listUndecided))
        await as((tx) => decideModeration(tx, caseId, cycleId)).catch((failure: unknown) => failures.push(failure))
      await as(addCorrected).catch((failure: unknown) => failures.push(failure))
    }
    if (failures.length > 0)
      throw new AggregateError(failures, 'of some audits it was not decided who grades them again')
  },
}

/** Decides of one case; false where it was decided before. */
export async function decideModeration(tx: Tx, caseId: string, cycleId: string): Promise<boolean> {
  await lockCycle(tx, cycleId)
  const found = await findUndecided(tx, caseId)
  if (found === null) return false
  const { leastAgreement } = await readSettings(tx)
  const isDrawn = found.markers === 1 && (await isInRandomShare(tx, caseId, found.cycleId, found.moderatedPercent))
  const theirs = (await listPairs(tx)).filter(
    ({ section, firstAuditorId }) => section === '' && firstAuditorId === found.auditorId,
  )
  const ac2 = theirs.length === 0 ? null : agreementOfPairs(theirs).ac2.ordinal.value
  const known = { ...found, isInRandomShare: isDrawn, pairs: theirs.length, ac2, leastAgreement: leastAgreement / 100 }
  return recordPick(tx, caseId, pickOf(known))
}

/** An audit that its auditor corrected into Inadequate or Outstanding is graded a second time after all. */
async function addCorrected(tx: Tx): Promise<void> {
  for (const { caseId, grade } of await listCorrected(tx)) await recordAdded(tx, caseId, { reason: grade, words: '' })
}
