import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { append, appendAll } from './append.ts'

/** Who is invited: a person, or an agency as a whole. */
export interface Invited {
  /** Null for an agency as a whole. */
  readonly personId: string | null
  /** The agency, or that of the person; null for the authority's own staff. */
  readonly agencyId: string | null
  /** The person's name, or the agency's. */
  readonly name: string
  /** '' for the authority's own staff. */
  readonly agencyName: string
}

export interface Invitation extends Invited {
  readonly id: string
}

/** Who is invited to a meeting and was not taken off again: the authority's own first, then by agency. */
export async function listInvitations(tx: Tx, meetingId: string): Promise<readonly Invitation[]> {
  const { rows } = await sql<Invitation>`
    select id, person_id, agency_id, name, agency_name from meetings.standing_invitation
     where authority_id = ${tx.who.authorityId} and meeting_id = ${meetingId}
     order by agency_name, person_id is null, name, id`.execute(tx.sql)
  return rows
}

/** Invites those who are not invited yet. Answers how many were new. */
export async function invite(tx: Tx, meetingId: string, wanted: readonly Invited[]): Promise<number> {
  const keyOf = ({ personId, agencyId }: Invited): string => personId ?? `agency:${agencyId}`
  const known = new Set((await listInvitations(tx, meetingId)).map(keyOf))
  const rows = []
  for (const one of wanted) {
    if (known.has(keyOf(one))) continue
    known.add(keyOf(one))
    const { personId, agencyId, name, agencyName } = one
    rows.push({ id: newId(), meetingId, personId, agencyId, name, agencyName })
  }
  return appendAll(tx, 'meetings.invitation', 'meeting.invited', [meetingId], rows)
}

/** Takes an invitation back: a partner sees nothing of the meeting any more. */
export const withdrawInvitation = (
  tx: Tx,
  meetingId: string,
  invitationId: string,
  reason: string,
): Promise<boolean> => {
  const row = { invitationId, meetingId, reason }
  return append(tx, 'meetings.invitationWithdrawal', 'meeting.invitation-withdrawn', [meetingId], row)
}
