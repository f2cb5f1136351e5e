import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionForm, DiscussionState } from '../../words.ts'

/** A discussion as a partner who is part of it sees it. What it is about, and why, is not among it. */
export interface PartnersDiscussion {
  readonly id: string
  readonly reference: string
  readonly state: DiscussionState
  readonly startsAt: Temporal.Instant | null
  readonly endsAt: Temporal.Instant | null
  readonly form: DiscussionForm | null
  readonly place: string | null
  readonly chairName: string | null
  readonly heldAt: Temporal.Instant | null
  readonly invitedAt: Temporal.Instant | null
}

export interface PartnersAsked {
  readonly id?: string
  readonly limit: number
  readonly skip: number
}

/**
 * The discussions that whoever asks is part of: those to come first, the soonest of them first; then the latest. Row-level security alone says which: asked by anybody
 * else than a partner it answers more, so only a partner's pages ask. Trailed as read.
 */
export async function listPartnersDiscussions(
  tx: Tx,
  { id, limit, skip }: PartnersAsked,
): Promise<{ readonly discussions: readonly PartnersDiscussion[]; readonly total: number }> {
  const { rows } = await sql<PartnersDiscussion & { readonly total: number }>`
    select discussion.id, discussion.reference, planned.starts_at, planned.ends_at, planned.form, planned.place,
           coalesce(nullif(settled.chair_name, ''), planned.chair_name) as chair_name,
           case when coalesce(settled.kind, 'reopened') = 'reopened' then 'due' else settled.kind end as state,
           case when settled.kind = 'held' then settled.happened_at end as held_at,
           (select min(asked.invited_at) from strategy.invitation asked
             where asked.authority_id = discussion.authority_id and asked.discussion_id = discussion.id) as invited_at,
           count(*) over ()::integer as total
      from strategy.discussion discussion
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
      left join strategy.standing_arrangement planned
        on planned.authority_id = discussion.authority_id and planned.discussion_id = discussion.id
     where discussion.authority_id = ${tx.who.authorityId}
       and discussion.id = any ((select strategy.partner_discussions())::uuid[])
       and (${id ?? null}::uuid is null or discussion.id = ${id ?? null})
     order by coalesce(settled.kind, 'reopened') <> 'reopened',
              case when coalesce(settled.kind, 'reopened') = 'reopened' then planned.starts_at end,
              settled.happened_at desc, discussion.id desc
     limit ${limit} offset ${skip}`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map((row) => row.id),
  )
  return { discussions: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export const findPartnersDiscussion = async (tx: Tx, id: string): Promise<PartnersDiscussion | null> =>
  (await listPartnersDiscussions(tx, { id, limit: 1, skip: 0 })).discussions[0] ?? null

/** What one's own agency said or promised about a discussion, the latest last. */
export interface OwnInformation {
  readonly id: string
  readonly what: string
  readonly givenByName: string
  readonly givenAt: Temporal.Instant
  /** By when it was promised; null for what was said. */
  readonly promisedBy: Temporal.Instant | null
  readonly hasCome: boolean
}

/** Of the agency of whoever asks alone, whatever else they may read. */
export async function listOwnInformation(tx: Tx, discussionId: string): Promise<readonly OwnInformation[]> {
  const { rows } = await sql<OwnInformation>`
    select said.id, said.what, said.given_by_name, said.given_at, said.promised_by,
           exists (select from strategy.information came
                    where came.authority_id = said.authority_id and came.fulfils = said.id) as has_come
      from strategy.information said
     where said.authority_id = ${tx.who.authorityId} and said.discussion_id = ${discussionId}
       and said.agency_id = (select organisation.current_agency())
     order by said.given_at, said.id`.execute(tx.sql)
  return rows
}
