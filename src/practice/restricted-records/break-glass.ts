import type { WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { headOfService } from '#practice/organisation'
import { mailGuardians } from './alerts.ts'
import { guardiansNow } from './guardians.ts'
import { breakingDeadlines } from './rules/due.ts'
import { type ClosedRecord, recordBreaking } from './store/breakings.ts'
import type { Emergency } from './words.ts'

export interface Asking {
  readonly personId: string
  readonly reasonKind: Emergency
  readonly reason: string
}

/**
 * Opens a closed record to one person for four hours: the fact, the guardian's task and the mail to them, all in this
 * transaction. Null when nobody at all could be told: then nothing is opened.
 */
export async function breakGlass(
  tx: Tx,
  record: ClosedRecord,
  asking: Asking,
  given: { readonly calendar: WorkingCalendar; readonly publicUrl: string },
): Promise<{ readonly breakingId: string } | null> {
  const told = await guardiansNow(tx, record.guardianId)
  const guardianId = record.guardianId ?? told[0]?.id
  if (guardianId === undefined || told.length === 0) return null
  const deadlines = breakingDeadlines(given.calendar, tx.now)
  const { childId, childReference } = record
  const reviewerId = await reviewerOf(tx, told[0]?.id ?? guardianId, asking.personId)
  const breakingId = await recordBreaking(tx, {
    childId,
    childReference,
    ...asking,
    guardianId,
    reviewerId,
    ...deadlines,
  })
  await mailGuardians(tx, given.publicUrl, told, {
    breakingId,
    childReference,
    reviewDueAt: deadlines.reviewDueAt,
  })
  return { breakingId }
}

/** Nobody reviews their own breaking: then it is the head of service's, or anybody's who watches reading. */
async function reviewerOf(tx: Tx, guardianId: string, breakerId: string): Promise<string | null> {
  if (guardianId !== breakerId) return guardianId
  const head = await headOfService(tx, tx.now)
  return head === null || head.personId === breakerId ? null : head.personId
}
