import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { readSettings } from '#practice/organisation'
import { ensureFullMeeting } from '../meeting/store/full-meeting.ts'
import { fullMeetingBy } from '../rules/limits.ts'
import type { Discussion } from '../store/discussions.ts'

/**
 * After an emergency call a meeting with all three partners is due. Whoever records the call makes it due; here it is made due
 * where that was missed, as with a call that came in a file. The discussion is locked by whoever asks.
 */
export async function makeFullMeetingDue(
  tx: Tx,
  call: Discussion,
  calendar: WorkingCalendar,
  knownAt: Temporal.Instant,
): Promise<void> {
  const { settlement } = call
  if (settlement?.kind !== 'held' || !settlement.isEmergencyCall) return
  const endedAt = settlement.endedAt ?? settlement.happenedAt
  const dueAt = fullMeetingBy(calendar, endedAt, await readSettings(tx, knownAt))
  await ensureFullMeeting(tx, call, { dueAt, knownAt })
}
