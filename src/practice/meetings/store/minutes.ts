import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { canonical } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import { append } from './append.ts'
import { type Attendance, isOneOf, listAttendance, listAttendanceOf } from './attendance.ts'

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
export const listEntries = async (tx: Tx, meetingId: string): Promise<readonly Entry[]> =>
  standing((await listEntriesOf(tx, [meetingId])).map(({ meetingId: _of, ...row }) => row))

async function listEntriesOf(
  tx: Tx,
  meetingIds: readonly string[],
): Promise<readonly (Omit<Entry, 'stands'> & { readonly meetingId: string })[]> {
  const { rows } = await sql<Omit<Entry, 'stands'> & { meetingId: string }>`
    select meeting_id, id, 'minute' as kind, item_id, text, '' as reason, corrects, correction_reason, recorded_at,
           recorded_by_name
      from meetings.minute where authority_id = ${tx.who.authorityId} and ${isOneOf(meetingIds)}
     union all
    select meeting_id, id, 'decision', item_id, text, reason, corrects, correction_reason, recorded_at, recorded_by_name
      from meetings.decision where authority_id = ${tx.who.authorityId} and ${isOneOf(meetingIds)}
     order by recorded_at, id`.execute(tx.sql)
  return rows
}

/** Each with whether it still stands. */
function standing(entries: readonly Omit<Entry, 'stands'>[]): readonly Entry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects))
  return entries.map((entry) => ({ ...entry, stands: !corrected.has(entry.id) }))
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
  const minutesSha256 = hashOf(await listAttendance(tx, meetingId), await listEntries(tx, meetingId))
  const row = { meetingId, ...confirmation, minutesSha256 }
  return append(tx, 'meetings.confirmation', 'meeting.minutes-confirmed', [meetingId], row)
}

export interface PastConfirmation {
  readonly meetingId: string
  readonly atMeetingId: string
  readonly at: Temporal.Instant
  readonly recordedByName: string
}

/** Takes the minutes of many meetings of a told past as true records, each as of its moment. None may have been confirmed. */
export async function confirmMany(tx: Tx, past: readonly PastConfirmation[]): Promise<void> {
  const ids = past.map(({ meetingId }) => meetingId)
  const entries = Map.groupBy(await listEntriesOf(tx, ids), ({ meetingId }) => meetingId)
  const attendance = Map.groupBy(await listAttendanceOf(tx, ids), ({ meetingId }) => meetingId)
  const rows = past.map(({ meetingId, atMeetingId, at, recordedByName }) => {
    const minutesSha256 = hashOf(
      (attendance.get(meetingId) ?? []).map(({ meetingId: _of, ...row }) => row),
      standing((entries.get(meetingId) ?? []).map(({ meetingId: _of, ...row }) => row)),
    )
    const { authorityId } = tx.who
    return { authorityId, meetingId, atMeetingId, note: '', minutesSha256, recordedAt: at, recordedByName }
  })
  if (rows.length > 0) await on(tx).insertInto('meetings.confirmation').values(rows).execute()
  tx.trail.ran('meetings.past-confirmed', { meetings: rows.length })
}

const hashOf = (attendance: readonly Attendance[], entries: readonly Entry[]): string =>
  hash('sha256', canonical({ attendance, entries: entries.filter(({ stands }) => stands) }))

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
