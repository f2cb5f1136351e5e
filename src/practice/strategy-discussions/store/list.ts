import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionRoute, DiscussionState, KeyPartner } from '../words.ts'

/** A discussion as a line of a list. */
export interface ListedDiscussion {
  readonly id: string
  readonly reference: string
  readonly route: DiscussionRoute
  readonly areaName: string | null
  readonly teamName: string | null
  readonly reasonableCauseAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly state: DiscussionState
  readonly isEmergency: boolean
  readonly children: number
  readonly startsAt: Temporal.Instant | null
  readonly heldAt: Temporal.Instant | null
  /** Which of the three were there; of a discussion that was not held, nobody. */
  readonly attended: readonly KeyPartner[]
}

export interface DiscussionsAsked {
  readonly state?: DiscussionState | 'lapsed' | undefined
  readonly route?: DiscussionRoute | undefined
  readonly areaId?: string | undefined
  /** Reasonable cause from this day, in Europe/London. */
  readonly from?: Temporal.PlainDate | undefined
  readonly to?: Temporal.PlainDate | undefined
  readonly childId?: string | undefined
  readonly limit: number
  readonly skip: number
}

/** Discussions that whoever asks may know of: those still due first, soonest due first, then the others, latest first. */
export async function listDiscussions(
  tx: Tx,
  asked: DiscussionsAsked,
): Promise<{ readonly discussions: readonly ListedDiscussion[]; readonly total: number }> {
  const { rows } = await sql<ListedDiscussion & { total: number }>`
    with chosen as (
      select discussion.authority_id, discussion.id, discussion.reference, discussion.route, discussion.area_id,
             discussion.team_id, discussion.reasonable_cause_at, discussion.due_at, discussion.is_emergency,
             case when coalesce(settled.kind, 'reopened') = 'reopened' then 'due' else settled.kind end as state,
             case when settled.kind = 'held' then settled.happened_at end as held_at
        from strategy.discussion discussion
        left join strategy.standing_settlement settled
          on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
       where discussion.authority_id = ${tx.who.authorityId} and ${matching(asked, tx.now)}),
    page as (
      select *, count(*) over ()::integer as total from chosen where ${inState(asked, tx.now)}
       order by state <> 'due', case when state = 'due' then due_at end, reasonable_cause_at desc, id
       limit ${asked.limit} offset ${asked.skip})
    select page.id, page.reference, page.route, area.name as area_name, team.name as team_name, page.reasonable_cause_at,
           page.due_at, page.state, page.is_emergency, page.held_at, page.total, planned.starts_at,
           (select count(*)::integer from strategy.discussion_child about
             where about.authority_id = page.authority_id and about.discussion_id = page.id
               and not exists (select from strategy.discussion_child_removal removed
                                where removed.authority_id = about.authority_id and removed.discussion_id = about.discussion_id
                                  and removed.child_id = about.child_id)) as children,
           array(select distinct there.partner from strategy.standing_attendance there
                  where there.authority_id = page.authority_id and there.discussion_id = page.id
                    and there.came = 'attended' and there.partner in ('local-authority', 'nhs', 'police')) as attended
      from page
      left join organisation.area area on area.authority_id = page.authority_id and area.id = page.area_id
      left join organisation.team team on team.authority_id = page.authority_id and team.id = page.team_id
      left join strategy.standing_arrangement planned
        on planned.authority_id = page.authority_id and planned.discussion_id = page.id
     order by page.state <> 'due', case when page.state = 'due' then page.due_at end, page.reasonable_cause_at desc,
              page.id`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ id }) => id),
  )
  return { discussions: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

const matching = ({ route, areaId, from, to, childId }: DiscussionsAsked, _now: Temporal.Instant) =>
  sql.join(
    [
      sql`true`,
      ...(route === undefined ? [] : [sql`discussion.route = ${route}`]),
      ...(areaId === undefined ? [] : [sql`discussion.area_id = ${areaId}`]),
      ...(from === undefined
        ? []
        : [sql`discussion.reasonable_cause_at >= (${from.toString()}::timestamp at time zone 'Europe/London')`]),
      ...(to === undefined
        ? []
        : [
            sql`discussion.reasonable_cause_at < ((${to.toString()}::date + 1)::timestamp at time zone 'Europe/London')`,
          ]),
      ...(childId === undefined
        ? []
        : [
            sql`discussion.id in (select about.discussion_id from strategy.discussion_child about
                                   where about.authority_id = discussion.authority_id and about.child_id = ${childId})`,
          ]),
    ],
    sql` and `,
  )

const inState = ({ state }: DiscussionsAsked, now: Temporal.Instant) => {
  if (state === undefined) return sql`true`
  return state === 'lapsed' ? sql`state = 'due' and due_at < ${now}` : sql`state = ${state}`
}
