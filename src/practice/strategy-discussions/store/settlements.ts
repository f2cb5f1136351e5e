import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { DiscussionForm, NotHoldingVerdict } from '../words.ts'
import type { Discussion } from './discussions.ts'
import { watchAgain } from './watch.ts'

/** What becomes of a discussion; see {@link Discussion.state}. */
export type NewSettlement = Decided | NotHeldBecause | Held

interface Decided {
  readonly kind: 'cancelled' | 'reopened'
  readonly happenedAt: Temporal.Instant
  readonly personId: string | null
  readonly personName?: string
  readonly reason: string
  readonly knownAt?: Temporal.Instant
}

interface NotHeldBecause extends Omit<Decided, 'kind'> {
  readonly kind: 'decided-not-to-hold'
  /** By when a service manager looks at it. */
  readonly reviewDueAt: Temporal.Instant
}

export interface Held {
  readonly kind: 'held'
  /** When it began. */
  readonly happenedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly isEmergencyCall: boolean
  readonly whyByPhone: string
  readonly chairId: string | null
  readonly chairName: string
  readonly chairDepartures: readonly string[]
  readonly chairDepartureReason: string
  readonly minuteTakerId: string | null
  /** By when its record goes round; null where that is nobody's to do here, such as another system's past. */
  readonly circulateBy?: Temporal.Instant | null
  readonly personId: string | null
  /** Where it takes the place of what was recorded before: why. */
  readonly reason: string
  readonly knownAt?: Temporal.Instant
}

/** Appends what became of a discussion, in the place of what stood. Answers the step's id. */
export async function recordSettlement(tx: Tx, discussion: Discussion, settlement: NewSettlement): Promise<string> {
  const row = {
    endedAt: null,
    reviewDueAt: null,
    circulateBy: null,
    form: null,
    chairId: null,
    minuteTakerId: null,
    ...settlement,
    chairDepartures: settlement.kind === 'held' ? [...settlement.chairDepartures] : [],
    knownAt: settlement.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    discussionId: discussion.id,
    replaces: discussion.settlement?.id ?? null,
  }
  await on(tx).insertInto('strategy.settlement').values(row).execute()
  await watchAgain(tx, discussion.id, row.knownAt)
  tx.trail.changed({ action: `discussion.${settlement.kind}`, subjects: [discussion.id, row.id], content: row })
  return row.id
}

export interface NotHoldingReviewed {
  readonly verdict: NotHoldingVerdict
  readonly reason: string
  readonly reviewedBy: string
}

/** A service manager's look at a decision to hold none; not agreed with, the discussion is due again, since when it was. */
export async function recordNotHoldingReview(
  tx: Tx,
  discussion: Discussion,
  settlementId: string,
  reviewed: NotHoldingReviewed,
): Promise<void> {
  const row = {
    ...reviewed,
    authorityId: tx.who.authorityId,
    settlementId,
    discussionId: discussion.id,
    reviewedAt: tx.now,
  }
  await on(tx).insertInto('strategy.notHoldingReview').values(row).execute()
  await watchAgain(tx, discussion.id)
  tx.trail.changed({ action: 'discussion.not-holding-reviewed', subjects: [discussion.id, settlementId], content: row })
  if (reviewed.verdict === 'hold-it') {
    await recordSettlement(tx, discussion, {
      kind: 'reopened',
      happenedAt: tx.now,
      personId: reviewed.reviewedBy,
      reason: reviewed.reason,
    })
  }
}
