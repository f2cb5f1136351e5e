import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { canonical } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { append } from './append.ts'
import { listAttendance } from './attendance.ts'

/** What was said, or what was decided and why. */
export interface Entry {
  readonly id: string
  readonly kind: 'minute' | 'decision'
  readonly itemId: string
  readonly text: string
  /** Why it was decided so; '' for what was said. */
  readonly reason: string
  readonly corrects: string | null
  readonly correctionReason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string
  /** False for what a later entry corrects. */
  readonly stands: boolean
}

/** Everything written down of a meeting in the order of recording, what was corrected too. */
export async function listEntries(tx: Tx, meetingId: string): Promise<readonly Entry[]> {
  const { rows } = await sql<Omit<Entry, 'stands'>>`
    select id, 'minute' as kind, item_id, text, '' as reason, corrects, correction_reason, recorded_at, recorded_by_name
      from meetings.minute where authority_id = ${tx.who.authorityId} and meeting_id = ${meetingId}
     union all
    select id, 'decision', item_id, text, reason, corrects, correction_reason, recorded_at, recorded_by_name
      from meetings.decision where authority_id = ${tx.who.authorityId} and meeting_id = ${meetingId}
     order by recorded_at, id`.execute(tx.sql)
  const corrected = new Set(rows.map(({ corrects }) => corrects))
  return rows.map((row) => ({ ...row, stands: !corrected.has(row.id) }))
}

export type NewEntry = Pick<Entry, 'itemId' | 'text' | 'reason' | 'recordedByName'>

export const recordMinute = (
  tx: Tx,
  meetingId: string,
  { itemId, text, recordedByName }: NewEntry,
): Promise<boolean> => {
  const row = { id: newId(), meetingId, itemId, text, corrects: null, recordedByName }
  return append(tx, 'meetings.minute', 'meeting.minute-recorded', [meetingId], row)
}

export const recordDecision = (tx: Tx, meetingId: string, entry: NewEntry): Promise<boolean> => {
  const { itemId, text, reason, recordedByName } = entry
  const row = { id: newId(), meetingId, itemId, text, reason, corrects: null, recordedByName }
  return append(tx, 'meetings.decision', 'meeting.decision-recorded', [meetingId], row)
}

/** A further entry in the place of one that was wrong. Answers false when somebody corrected it a moment ago. */
export function correctEntry(
  tx: Tx,
  meetingId: string,
  { id, kind, itemId }: Entry,
  correction: Pick<Entry, 'text' | 'reason' | 'correctionReason' | 'recordedByName'>,
): Promise<boolean> {
  const { text, reason, correctionReason, recordedByName } = correction
  const row = { id: newId(), meetingId, itemId, text, corrects: id, correctionReason, recordedByName }
  return kind === 'minute'
    ? append(tx, 'meetings.minute', 'meeting.minute-corrected', [meetingId], row)
    : append(tx, 'meetings.decision', 'meeting.decision-corrected', [meetingId], { ...row, reason })
}

/** Takes the minutes as a true record, as they stand now. Answers false when they were confirmed before. */
export async function confirmMinutes(
  tx: Tx,
  meetingId: string,
  confirmation: { readonly atMeetingId: string; readonly note: string; readonly recordedByName: string },
): Promise<boolean> {
  const stands = (await listEntries(tx, meetingId)).filter((entry) => entry.stands)
  const minutesSha256 = hash('sha256', canonical({ attendance: await listAttendance(tx, meetingId), entries: stands }))
  const row = { meetingId, ...confirmation, minutesSha256 }
  return append(tx, 'meetings.confirmation', 'meeting.minutes-confirmed', [meetingId], row)
}

/** How the minutes were confirmed; null while they are not. */
export async function findConfirmation(tx: Tx, meetingId: string) {
  const { rows } = await sql<{
    readonly atReference: string | null
    readonly note: string
    readonly recordedAt: Temporal.Instant
    readonly recordedByName: string
  }>`
    select later.reference as at_reference, confirmed.note, confirmed.recorded_at, confirmed.recorded_by_name
      from meetings.confirmation confirmed
      left join meetings.meeting later
        on later.authority_id = confirmed.authority_id and later.id = confirmed.at_meeting_id
     where confirmed.authority_id = ${tx.who.authorityId} and confirmed.meeting_id = ${meetingId}`.execute(tx.sql)
  return rows[0] ?? null
}
