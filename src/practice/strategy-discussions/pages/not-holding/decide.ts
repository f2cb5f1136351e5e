import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { type Checked, invalid, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { notHoldingReviewBy } from '../../rules/limits.ts'
import { answerConcern, findConcern } from '../../store/concerns.ts'
import type { Discussion } from '../../store/discussions.ts'
import { recordSettlement } from '../../store/settlements.ts'

interface Decided {
  readonly decidedAt: Temporal.Instant
  readonly reason: string
  readonly personId: string
}

/** Nobody decides in the future. */
export const checkDecided = (decidedAt: Temporal.Instant, now: Temporal.Instant): Checked<Temporal.Instant> =>
  Temporal.Instant.compare(decidedAt, now) > 0
    ? invalid({ field: 'decidedAt', message: 'The decision cannot be in the future' })
    : ok(decidedAt)

/** Records that none is held, to be reviewed within one working day, and answers the concern that it came of. */
export async function decideNotToHold(
  tx: Tx,
  calendar: WorkingCalendar,
  discussion: Discussion,
  { decidedAt, reason, personId }: Decided,
): Promise<void> {
  const reviewDueAt = notHoldingReviewBy(calendar, decidedAt)
  await recordSettlement(tx, discussion, {
    ...{ kind: 'decided-not-to-hold', happenedAt: decidedAt, personId, reason, reviewDueAt },
  })
  const concern = discussion.concernId === null ? null : await findConcern(tx, discussion.concernId)
  if (concern === null) return
  await answerConcern(tx, concern, {
    kind: 'not-holding',
    discussionId: discussion.id,
    answer: 'It was decided not to hold a strategy discussion. You may challenge this.',
  })
}
