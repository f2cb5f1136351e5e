import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Discussion, listDiscussionChildren } from '../../store/discussions.ts'
import { recordDiscussion } from '../../store/record-discussions.ts'

export interface FullMeeting {
  readonly id: string
  readonly reference: string
}

/** The full meeting that follows an emergency call; null when there is none. */
export async function findFullMeeting(tx: Tx, callId: string): Promise<FullMeeting | null> {
  const { rows } = await sql<FullMeeting>`select id, reference from strategy.full_meeting_of(${callId})`.execute(tx.sql)
  return rows[0] ?? null
}

/**
 * Records the full meeting that falls due after an emergency call, about the same children; the one that is there already,
 * where it was recorded before. The call is locked by whoever asks.
 */
export async function ensureFullMeeting(
  tx: Tx,
  call: Discussion,
  { dueAt, knownAt }: { readonly dueAt: Temporal.Instant; readonly knownAt: Temporal.Instant },
): Promise<FullMeeting> {
  const known = await findFullMeeting(tx, call.id)
  if (known !== null) return known
  const children = await listDiscussionChildren(tx, call.id)
  const { route, teamId, areaId, allocatedWorkerId, reasonableCauseAt, reasonableCause, reasonableCauseBy } = call
  return recordDiscussion(tx, {
    ...{ route, teamId, areaId, allocatedWorkerId, reasonableCauseAt, reasonableCause, reasonableCauseBy },
    origin: 'full-meeting',
    follows: call.id,
    children: children.map(({ childId, hasDisability }) => ({ childId, hasDisability })),
    decidedToHoldAt: call.decidedToHoldAt,
    decidedToHoldBy: call.decidedToHoldBy,
    dueAt,
    knownAt,
  })
}
