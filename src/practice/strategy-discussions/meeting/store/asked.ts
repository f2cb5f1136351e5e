import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionForm, HealthService, Partner } from '../../words.ts'

/** Who was asked to a discussion, as far as whoever takes attendance needs it: the invitation and its last answer. */
export interface AskedToCome {
  readonly invitationId: string
  readonly partner: Partner
  readonly healthService: HealthService | null
  readonly agencyId: string | null
  readonly agencyName: string | null
  /** Where the agency is written to; '' where none is known. */
  readonly deskEmail: string
  readonly personId: string | null
  readonly name: string
  /** Their own address, or that of whoever comes instead; '' where none is known. */
  readonly email: string
  readonly answer: 'yes' | 'no' | 'someone-else' | 'information-only' | null
  readonly answerReason: string
  readonly someoneName: string
  readonly someoneRole: string
  readonly someoneId: string | null
}

/** Everybody invited whose invitation was not withdrawn, in the order in which they were. */
export async function listAskedToCome(tx: Tx, discussionId: string): Promise<readonly AskedToCome[]> {
  const { rows } = await sql<AskedToCome>`
    select asked.id as invitation_id, asked.partner, asked.health_service, asked.agency_id, agency.name as agency_name,
           coalesce(agency.desk_email, '') as desk_email, asked.person_id,
           coalesce(nullif(asked.name, ''), person.name, '') as name,
           coalesce(nullif(said.someone_email, ''), nullif(asked.email, ''), person.email, '') as email,
           said.answer, coalesce(said.reason, '') as answer_reason, coalesce(said.someone_name, '') as someone_name,
           coalesce(said.someone_role, '') as someone_role, said.someone_id
      from strategy.invitation asked
      left join organisation.agency agency on agency.authority_id = asked.authority_id and agency.id = asked.agency_id
      left join organisation.person person on person.authority_id = asked.authority_id and person.id = asked.person_id
      left join lateral (
        select * from strategy.reply reply
         where reply.authority_id = asked.authority_id and reply.invitation_id = asked.id
         order by reply.known_at desc, reply.id desc limit 1) said on true
     where asked.authority_id = ${tx.who.authorityId} and asked.discussion_id = ${discussionId}
       and not exists (select from strategy.invitation_withdrawal gone
                        where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
     order by asked.invited_at, asked.id`.execute(tx.sql)
  return rows
}

/** How it was planned: what the form for holding it is filled with. */
export interface Planned {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly chairId: string | null
  readonly minuteTakerId: string | null
}

export async function findPlanned(tx: Tx, discussionId: string): Promise<Planned | null> {
  const { rows } = await sql<Planned>`
    select starts_at, ends_at, form, chair_id, minute_taker_id from strategy.standing_arrangement
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId}`.execute(tx.sql)
  return rows[0] ?? null
}
