import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { DiscussionRoute, Origin } from '../words.ts'
import { nextReference } from './references.ts'
import { watchAgain } from './watch.ts'

export interface NewDiscussion {
  readonly origin: Origin
  readonly route: DiscussionRoute
  /** None only where none is to be held and no child's record is known; see {@link Origin} concern. */
  readonly children: readonly NewDiscussionChild[]
  readonly reasonableCauseAt: Temporal.Instant
  readonly reasonableCause: string
  readonly reasonableCauseBy: string | null
  readonly decidedToHoldAt: Temporal.Instant | null
  readonly decidedToHoldBy: string | null
  readonly dueAt: Temporal.Instant
  readonly isEmergency?: boolean
  readonly contactId?: string | null
  readonly concernId?: string | null
  /** The discussion it reconvenes, or the emergency call whose full meeting it is. */
  readonly follows?: string | null
  readonly source?: { readonly system: string; readonly id: string } | null
  readonly teamId?: string | null
  readonly areaId?: string | null
  readonly allocatedWorkerId?: string | null
  readonly notTheSameBecause?: string
  /** When the house knew of it, where that is not now: another system's past, or a sample's. */
  readonly knownAt?: Temporal.Instant
}

export interface NewDiscussionChild {
  readonly childId: string
  readonly decisionId?: string | null
  readonly hasDisability?: boolean | null
}

/** Records that a discussion is due, about these children. Answers its id and its reference. */
export async function recordDiscussion(
  tx: Tx,
  { children, source, ...discussion }: NewDiscussion,
): Promise<{ readonly id: string; readonly reference: string }> {
  const known = discussion.knownAt ?? tx.now
  const { authorityId } = tx.who
  const row = {
    ...discussion,
    authorityId,
    id: newId(),
    reference: await nextReference(tx, 'discussion'),
    contactId: discussion.contactId ?? null,
    concernId: discussion.concernId ?? null,
    follows: discussion.follows ?? null,
    sourceSystem: source?.system ?? null,
    sourceDiscussionId: source?.id ?? null,
    teamId: discussion.teamId ?? null,
    areaId: discussion.areaId ?? null,
    allocatedWorkerId: discussion.allocatedWorkerId ?? null,
    knownAt: known,
  }
  await on(tx).insertInto('strategy.discussion').values(row).execute()
  await addChildren(tx, row.id, children, known)
  await watchAgain(tx, row.id, known)
  const childIds = children.map(({ childId }) => childId)
  tx.trail.changed({ action: 'discussion.due', subjects: [row.id, ...childIds], content: { ...row, children } })
  return { id: row.id, reference: row.reference }
}

async function addChildren(
  tx: Tx,
  discussionId: string,
  children: readonly NewDiscussionChild[],
  knownAt: Temporal.Instant,
): Promise<void> {
  if (children.length === 0) return
  const { authorityId } = tx.who
  const rows = children.map(({ childId, decisionId = null, hasDisability = null }) => ({
    authorityId,
    discussionId,
    childId,
    decisionId,
    hasDisability,
    knownAt,
  }))
  await on(tx).insertInto('strategy.discussionChild').values(rows).execute()
}

/** One more child of the family. */
export async function addDiscussionChild(tx: Tx, discussionId: string, child: NewDiscussionChild): Promise<void> {
  await addChildren(tx, discussionId, [child], tx.now)
  tx.trail.changed({ action: 'discussion.child-added', subjects: [discussionId, child.childId], content: child })
}

export async function removeDiscussionChild(
  tx: Tx,
  discussionId: string,
  removed: { readonly childId: string; readonly reason: string },
): Promise<void> {
  const { authorityId } = tx.who
  await on(tx)
    .insertInto('strategy.discussionChildRemoval')
    .values({ authorityId, discussionId, ...removed })
    .execute()
  tx.trail.changed({ action: 'discussion.child-removed', subjects: [discussionId, removed.childId], content: removed })
}
