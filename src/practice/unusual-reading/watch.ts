import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { listPeople, listShifts, readSettings } from '#practice/organisation'
import { lookBack, manyRecords } from './rules/many-records.ts'
import { outOfHours } from './rules/out-of-hours.ts'
import { ownSurname } from './rules/own-surname.ts'
import type { RecordRead, Unusual } from './rules/reading.ts'
import { listFlagged, recordFlags } from './store/flags.ts'
import { listNewReads, listSharedSurnames, moveMark, waitForTurn } from './store/reads.ts'

/** Every five minutes: what was read since, for many records, own surnames and quiet times. Run twice it flags once. */
export const watchJob: Job = {
  name: 'unusual-reading.watch',
  cron: '*/5 * * * *',
  async run(database, now) {
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, watchJob.name), (tx) => watchNow(tx, now))
  },
}

async function watchNow(tx: Tx, now: Temporal.Instant): Promise<void> {
  await waitForTurn(tx)
  const reads = await listNewReads(tx, now)
  if (reads.length > 0) {
    const found = await unusualOf(tx, reads, now)
    await recordFlags(tx, found, now)
    if (found.length > 0) tx.trail.ran('unusual-reading.flagged', { flags: found.length })
  }
  await moveMark(tx, now)
}

async function unusualOf(tx: Tx, reads: readonly RecordRead[], now: Temporal.Instant): Promise<readonly Unusual[]> {
  const settings = await readSettings(tx)
  const earliest = reads[0]?.at ?? now
  const flagged = await listFlagged(tx, earliest.subtract({ hours: 24 * 31 }))
  const shared = settings.flagsOwnSurname ? await listSharedSurnames(tx, reads) : new Set<string>()
  const hours = { startsAt: settings.startOfReadingHours, endsAt: settings.endOfReadingHours }
  return [
    ...manyRecords(reads, settings.manyRecordsAnHour, flagged),
    ...ownSurname(reads, (personId, childId) => shared.has(`${personId} ${childId}`), flagged),
    ...outOfHours(reads, hours, await dutyOver(tx, earliest.subtract(lookBack), now), flagged),
  ]
}

/**
 * Whose turn it was at a moment: whoever was on the rota. Where the rota names no social worker for that time it says
 * nothing of them, so those who could be on duty are not held against it.
 */
async function dutyOver(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<(read: RecordRead) => boolean> {
  const shifts = await listShifts(tx, from, to)
  const couldBe = new Set((await listPeople(tx, { role: 'duty-social-worker' })).map(({ id }) => id))
  return ({ personId, at }) => {
    const on = shifts.filter(
      ({ startsAt, endsAt }) =>
        startsAt.epochMilliseconds <= at.epochMilliseconds && at.epochMilliseconds < endsAt.epochMilliseconds,
    )
    if (on.some((shift) => shift.personId === personId)) return true
    return couldBe.has(personId) && !on.some(({ duty }) => duty === 'duty-social-worker')
  }
}
