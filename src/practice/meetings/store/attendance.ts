import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Attended } from '../words.ts'
import { append } from './append.ts'

export interface Attendance {
  readonly id: string
  /** Null for somebody who came without being invited. */
  readonly invitationId: string | null
  readonly agencyId: string | null
  readonly name: string
  readonly agencyName: string
  readonly attended: Attended
}

/** Who came and who did not, as it stands. */
export async function listAttendance(tx: Tx, meetingId: string): Promise<readonly Attendance[]> {
  const { rows } = await sql<Attendance>`
    select id, invitation_id, agency_id, name, agency_name, attended from meetings.standing_attendance
     where authority_id = ${tx.who.authorityId} and meeting_id = ${meetingId}
     order by agency_name, name, id`.execute(tx.sql)
  return rows
}

export type NewAttendance = Omit<Attendance, 'id'>

/** Records who came. What was recorded of the same invitation before is corrected; the same again changes nothing. */
export async function recordAttendance(
  tx: Tx,
  meetingId: string,
  came: NewAttendance,
  before: Attendance | null,
): Promise<boolean> {
  if (before !== null && before.attended === came.attended && before.name === came.name) return true
  const { invitationId, agencyId, name, agencyName, attended } = came
  const row = {
    id: newId(),
    meetingId,
    invitationId,
    agencyId,
    name,
    agencyName,
    attended,
    corrects: before?.id ?? null,
  }
  return append(tx, 'meetings.attendance', 'meeting.attendance-recorded', [meetingId], row)
}
