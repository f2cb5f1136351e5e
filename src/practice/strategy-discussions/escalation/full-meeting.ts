import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { fullMeetingBy } from '../rules/limits.ts'
import { type Discussion, listDiscussionChildren, type Settlement } from '../store/discussions.ts'
import { recordDiscussion } from '../store/record-discussions.ts'
import { findFullMeeting } from './store/full-meetings.ts'

/**
 * After an emergency call a meeting with all three partners is due: makes it due, about the same children, unless it is
 * already. To be called with the discussion locked, when an emergency call is recorded; the job calls it too, so that none is
 * forgotten. Answers the meeting's id, or null when no emergency call was held.
 */
export async function ensureFullMeeting(
  tx: Tx,
  discussion: Discussion,
  settlement: Settlement,
  calendar: WorkingCalendar,
  knownAt: Temporal.Instant = tx.now,
): Promise<string | null> {
  if (settlement.kind !== 'held' || !settlement.isEmergencyCall) return null
  const there = await findFullMeeting(tx, discussion.id)
  if (there !== null) return there
  const calledUntil = settlement.endedAt ?? settlement.happenedAt
  const { id } = await recordDiscussion(tx, {
    origin: 'full-meeting',
    route: discussion.route,
    children: await listDiscussionChildren(tx, discussion.id),
    reasonableCauseAt: calledUntil,
    reasonableCause: `The full meeting after the emergency call ${discussion.reference}.`,
    reasonableCauseBy: null,
    decidedToHoldAt: calledUntil,
    decidedToHoldBy: settlement.chairId,
    dueAt: fullMeetingBy(calendar, calledUntil, await readSettings(tx, knownAt)),
    follows: discussion.id,
    teamId: discussion.teamId,
    areaId: discussion.areaId,
    allocatedWorkerId: discussion.allocatedWorkerId,
    knownAt,
  })
  return id
}
