import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Attended } from '../words.ts'
import { appendAll } from './append.ts'

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
export const listAttendance = async (tx: Tx, meetingId: string): Promise<readonly Attendance[]> =>
  (await listAttendanceOf(tx, [meetingId])).map(({ meetingId: _of, ...row }) => row)

/** One meeting is asked for as such: before PostgreSQL knows the tables it reckons badly with lists. */
export const isOneOf = (meetingIds: readonly string[]) =>
  meetingIds.length === 1 ? sql`meeting_id = ${meetingIds[0]}` : sql`meeting_id = any (${[...meetingIds]}::uuid[])`

/** The same of many meetings at once. */
export async function listAttendanceOf(
  tx: Tx,
  meetingIds: readonly string[],
): Promise<readonly (Attendance & { readonly meetingId: string })[]> {
  const { rows } = await sql<Attendance & { meetingId: string }>`
    select meeting_id, id, invitation_id, agency_id, name, agency_name, attended from meetings.standing_attendance
     where authority_id = ${tx.who.authorityId} and ${isOneOf(meetingIds)}
     order by agency_name, name, id`.execute(tx.sql)
  return rows
}

export type NewAttendance = Omit<Attendance, 'id'>

/** Who came, and what was recorded of the same invitation before. */
export interface Arrival {
  readonly came: NewAttendance
  readonly before: Attendance | null
}

/** Records who came. What was recorded of the same invitation before is corrected; the same again changes nothing. */
export async function recordAttendance(tx: Tx, meetingId: string, arrivals: readonly Arrival[]): Promise<void> {
  const rows = arrivals
    .filter(({ came, before }) => before === null || before.attended !== came.attended || before.name !== came.name)
    .map(({ came: { invitationId, agencyId, name, agencyName, attended }, before }) => {
      const corrects = before?.id ?? null
      return { id: newId(), meetingId, invitationId, agencyId, name, agencyName, attended, corrects }
    })
  await appendAll(tx, 'meetings.attendance', 'meeting.attendance-recorded', [meetingId], rows)
}
