import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionRoute, DiscussionState, KeyPartner } from '../words.ts'

/** A discussion as the weekly pack counts it. Those about a restricted record are counted, and never listed. */
export interface PackedDiscussion {
  readonly id: string
  readonly reference: string
  readonly route: DiscussionRoute
  readonly areaName: string | null
  readonly reasonableCauseAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly state: DiscussionState
  /** When it was held, cancelled or decided against; null while it is due. */
  readonly settledAt: Temporal.Instant | null
  readonly reason: string
  readonly isEmergencyCall: boolean
  readonly hasDisabledChild: boolean
  readonly attended: readonly KeyPartner[]
  /** The agencies that were part of it. */
  readonly agencies: readonly string[]
  readonly isListed: boolean
}

/** Discussions held or settled in [from, to), and those of which the limit passed then, by reference. */
export async function listPacked(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<readonly PackedDiscussion[]> {
  const { rows } = await sql<PackedDiscussion>`
    with chosen as (
      select settled.discussion_id from strategy.standing_settlement settled
       where settled.authority_id = ${tx.who.authorityId} and settled.kind <> 'reopened'
         and settled.happened_at >= ${from} and settled.happened_at < ${to}
      union
      select discussion.id from strategy.discussion discussion
       where discussion.authority_id = ${tx.who.authorityId} and discussion.due_at >= ${from} and discussion.due_at < ${to})
    select discussion.id, discussion.reference, discussion.route, area.name as area_name, discussion.reasonable_cause_at,
           discussion.due_at, settled.happened_at as settled_at, coalesce(settled.reason, '') as reason,
           case when coalesce(settled.kind, 'reopened') = 'reopened' then 'due' else settled.kind end as state,
           coalesce(settled.is_emergency_call, false) as is_emergency_call,
           exists (select from strategy.discussion_child about
                    where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id
                      and about.has_disability) as has_disabled_child,
           array(select distinct there.partner from strategy.standing_attendance there
                  where there.authority_id = discussion.authority_id and there.discussion_id = discussion.id
                    and there.came = 'attended' and there.partner in ('local-authority', 'nhs', 'police')) as attended,
           array(select distinct asked.agency_id from strategy.invitation asked
                  where asked.authority_id = discussion.authority_id and asked.discussion_id = discussion.id
                    and asked.agency_id is not null
                    and not exists (select from strategy.invitation_withdrawal gone
                                     where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
                 ) as agencies,
           not exists (select from strategy.discussion_child about
                         join children.child child
                           on child.authority_id = about.authority_id and child.id = about.child_id and child.is_restricted
                        where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id) as is_listed
      from chosen
      join strategy.discussion discussion
        on discussion.authority_id = ${tx.who.authorityId} and discussion.id = chosen.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     order by discussion.reasonable_cause_at, discussion.reference`.execute(tx.sql)
  return rows
}

/** Escalations opened in [from, to) with how far they climbed. */
export interface PackedEscalation {
  readonly reference: string
  /** The reference of what it is about: a discussion, or a concern that has none. */
  readonly discussion: string
  readonly condition: string
  readonly agencyId: string | null
  readonly openedAt: Temporal.Instant
  readonly rungs: number
  /** Answered at its last rung before that rung's limit. */
  readonly wasAnsweredInTime: boolean
  readonly outcome: string | null
}

export async function listPackedEscalations(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<readonly PackedEscalation[]> {
  const { rows } = await sql<PackedEscalation>`
    select opened.reference, coalesce(discussion.reference, concern.reference, '') as discussion, opened.condition, opened.agency_id, opened.opened_at,
           coalesce(last.rung, 1) as rungs, ended.outcome,
           exists (select from strategy.escalation_reply reply
                    where reply.authority_id = opened.authority_id and reply.escalation_id = opened.id
                      and reply.rung = last.rung and reply.replied_at <= last.due_at) as was_answered_in_time
      from strategy.escalation opened
      left join strategy.discussion discussion
        on discussion.authority_id = opened.authority_id and discussion.id = opened.discussion_id
      left join strategy.concern concern
        on concern.authority_id = opened.authority_id and concern.id = opened.concern_id
      left join lateral (select rung, due_at from strategy.escalation_rung rung
                          where rung.authority_id = opened.authority_id and rung.escalation_id = opened.id
                          order by rung.rung desc limit 1) last on true
      left join strategy.escalation_end ended
        on ended.authority_id = opened.authority_id and ended.escalation_id = opened.id
     where opened.authority_id = ${tx.who.authorityId} and opened.opened_at >= ${from} and opened.opened_at < ${to}
     order by opened.opened_at, opened.reference`.execute(tx.sql)
  return rows
}

/** Of these children, those about whom a discussion is due or was held since a moment. */
export async function listDiscussedChildren(
  tx: Tx,
  childIds: readonly string[],
  since: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (childIds.length === 0) return new Set()
  const { rows } = await sql<{ childId: string }>`
    select distinct about.child_id
      from strategy.discussion_child about
      join strategy.discussion discussion
        on discussion.authority_id = about.authority_id and discussion.id = about.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
     where about.authority_id = ${tx.who.authorityId} and about.child_id = any (${[...childIds]}::uuid[])
       and discussion.reasonable_cause_at >= ${since}
       and coalesce(settled.kind, 'reopened') in ('held', 'reopened')`.execute(tx.sql)
  return new Set(rows.map(({ childId }) => childId))
}
