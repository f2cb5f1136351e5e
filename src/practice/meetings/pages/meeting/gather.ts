import type { Tx } from '#platform/transaction'
import type { ListedAction, MeetingsDeps } from '../../deps.ts'
import { type AgendaItem, listAgenda } from '../../store/agenda.ts'
import { type Attendance, listAttendance } from '../../store/attendance.ts'
import { type Invitation, listInvitations } from '../../store/invitations.ts'
import type { Meeting } from '../../store/meetings.ts'
import { type Entry, findConfirmation, listEntries } from '../../store/minutes.ts'
import { listPacks, type Pack } from '../../store/packs.ts'

/** Everything that is known of a meeting. */
export interface GatheredMeeting {
  readonly meeting: Meeting
  readonly agenda: readonly AgendaItem[]
  readonly invited: readonly Invitation[]
  readonly attendance: readonly Attendance[]
  readonly entries: readonly Entry[]
  readonly actions: readonly ListedAction[]
  readonly packs: readonly Pack[]
  readonly confirmation: Awaited<ReturnType<typeof findConfirmation>>
}

export async function gatherMeeting(tx: Tx, deps: MeetingsDeps, meeting: Meeting): Promise<GatheredMeeting> {
  return {
    meeting,
    agenda: await listAgenda(tx, meeting.id),
    invited: await listInvitations(tx, meeting.id),
    attendance: await listAttendance(tx, meeting.id),
    entries: await listEntries(tx, meeting.id),
    actions: (await deps.actions?.listActionsFrom(tx, { kind: 'meeting', id: meeting.id })) ?? [],
    packs: (await listPacks(tx, { meetingId: meeting.id })).packs,
    confirmation: await findConfirmation(tx, meeting.id),
  }
}
