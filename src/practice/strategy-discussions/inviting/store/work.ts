import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Partner } from '../../words.ts'

/** An invitation to a discussion that is due and still to come, as My work needs it. */
export interface OpenInvitation {
  readonly invitationId: string
  readonly discussionId: string
  readonly reference: string
  readonly partner: Partner
  readonly agencyName: string
  readonly name: string
  readonly personId: string | null
  readonly invitedAt: Temporal.Instant
  readonly startsAt: Temporal.Instant
  readonly chairId: string | null
  readonly arrangedBy: string | null
  /** Whether there is an answer to the time that stands. */
  readonly isAnswered: boolean
  /** When their last answer was recorded; null while there is none. */
  readonly answeredAt: Temporal.Instant | null
  /** To whoever asks: by name, or to the desk of their agency. */
  readonly isOwn: boolean
}

/** Invitations that stand, to discussions that are arranged and neither held nor settled. */
export async function listOpenInvitations(tx: Tx): Promise<readonly OpenInvitation[]> {
  const { rows } = await sql<OpenInvitation>`
    select asked.id as invitation_id, discussion.id as discussion_id, discussion.reference, asked.partner, asked.agency_name,
           asked.name, asked.person_id, asked.invited_at, planned.starts_at, planned.chair_id,
           planned.recorded_by as arranged_by,
           coalesce(asked.person_id = (select platform.current_person())
                    or asked.person_id is null and asked.is_to_desk
                       and asked.agency_id = (select organisation.current_agency()), false) as is_own,
           (select max(said.known_at) from strategy.reply said
             where said.authority_id = asked.authority_id and said.invitation_id = asked.id) as answered_at,
           exists (select from strategy.reply said
                    where said.authority_id = asked.authority_id and said.invitation_id = asked.id
                      and said.known_at >= coalesce(
                        (select min(same.known_at) from strategy.arrangement same
                          where same.authority_id = planned.authority_id and same.discussion_id = planned.discussion_id
                            and same.known_at > (
                              select max(other.known_at) from strategy.arrangement other
                               where other.authority_id = planned.authority_id
                                 and other.discussion_id = planned.discussion_id
                                 and (other.is_cancelled or other.starts_at <> planned.starts_at))),
                        '-infinity')) as is_answered
      from strategy.standing_arrangement planned
      join strategy.discussion discussion
        on discussion.authority_id = planned.authority_id and discussion.id = planned.discussion_id
      join strategy.invitation asked
        on asked.authority_id = planned.authority_id and asked.discussion_id = planned.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = planned.authority_id and settled.discussion_id = planned.discussion_id
     where planned.authority_id = ${tx.who.authorityId} and planned.ends_at > ${tx.now}
       and coalesce(settled.kind, 'reopened') = 'reopened'
       and not exists (select from strategy.invitation_withdrawal gone
                        where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
     order by planned.starts_at, asked.id`.execute(tx.sql)
  return rows
}
