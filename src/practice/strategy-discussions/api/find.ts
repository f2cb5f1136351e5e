import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { caseSystem } from '#practice/front-door'
import type { DiscussionForm, KeyPartner } from '../words.ts'

/** What whoever asks was given beside their scope. */
export interface Teller {
  readonly maySeeRestricted: boolean
}

/** A discussion that another system speaks of. */
export interface Spoken {
  readonly id: string
  readonly reasonableCauseAt: Temporal.Instant
  /** Told of by the case system, not recorded here. */
  readonly isTold: boolean
  readonly isRestricted: boolean
  readonly children: readonly string[]
  /** What stands was recorded here by somebody: how it was held, and its record. */
  readonly isHeldOurs: boolean
  readonly isRecordOurs: boolean
}

/** By the case system's number, or by our own reference where we gave it out. Who tells of the same at once waits their turn. */
export async function lockSpoken(tx: Tx, discussionId: string): Promise<Spoken | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.told:${discussionId}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  const { rows } = await sql<Spoken>`
    select discussion.id, discussion.reasonable_cause_at, discussion.source_system is not null as is_told,
           exists (select from strategy.discussion_child about
                     join children.child on child.authority_id = about.authority_id and child.id = about.child_id
                    where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id
                      and child.is_restricted) as is_restricted,
           array(select about.child_id from strategy.discussion_child about
                  where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id) as children,
           exists (select from strategy.standing_settlement settled
                    where settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
                      and settled.recorded_by is not null) as is_held_ours,
           exists (select from strategy.standing_record written
                    where written.authority_id = discussion.authority_id and written.discussion_id = discussion.id
                      and written.recorded_by is not null) as is_record_ours
      from strategy.discussion discussion
     where discussion.authority_id = ${tx.who.authorityId}
       and (discussion.source_system = ${caseSystem} and discussion.source_discussion_id = ${discussionId}
            or discussion.reference = ${discussionId})
     order by discussion.source_system is null limit 1`.execute(tx.sql)
  return rows[0] ?? null
}

/** Which of the three partners attended, in their order. */
export async function attendedOf(tx: Tx, discussionId: string): Promise<readonly KeyPartner[]> {
  const { rows } = await sql<{ partner: KeyPartner }>`
    select partner from unnest(array['local-authority', 'nhs', 'police']) as partner
     where exists (select from strategy.standing_attendance there
                    where there.authority_id = ${tx.who.authorityId} and there.discussion_id = ${discussionId}
                      and there.partner = partner.partner and there.came = 'attended')`.execute(tx.sql)
  return rows.map(({ partner }) => partner)
}

export interface Due {
  readonly id: string
  readonly discussionId: string | null
  readonly reference: string
  readonly reasonableCauseAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly startsAt: Temporal.Instant | null
  readonly children: number
  readonly total: number
}

interface DueAsked extends Teller {
  readonly page: number
  readonly perPage: number
}

/** One page of what is due, soonest first; about restricted children for who may see them. Trailed as read. */
export async function listDue(tx: Tx, { maySeeRestricted, page, perPage }: DueAsked): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select discussion.id, discussion.source_discussion_id as discussion_id, discussion.reference,
           discussion.reasonable_cause_at, discussion.due_at, planned.starts_at, about.children, count(*) over ()::integer as total
      from strategy.discussion discussion
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
      left join strategy.standing_arrangement planned
        on planned.authority_id = discussion.authority_id and planned.discussion_id = discussion.id
      join lateral (
        select count(*)::integer as children, coalesce(bool_or(child.is_restricted), false) as is_restricted
          from strategy.discussion_child named
          join children.child on child.authority_id = named.authority_id and child.id = named.child_id
         where named.authority_id = discussion.authority_id and named.discussion_id = discussion.id
           and not exists (select from strategy.discussion_child_removal removed
                            where removed.authority_id = named.authority_id and removed.discussion_id = named.discussion_id
                              and removed.child_id = named.child_id)) about on true
     where discussion.authority_id = ${tx.who.authorityId} and coalesce(settled.kind, 'reopened') = 'reopened'
       and (${maySeeRestricted} or not about.is_restricted)
     order by discussion.due_at, discussion.id
     limit ${perPage} offset ${(page - 1) * perPage}`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ id }) => id),
  )
  return rows
}

/** What is arranged, as far as another system can tell of it. */
export interface Arranged {
  readonly id: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly place: string
  readonly sequence: number
  readonly isOurs: boolean
}

/** The last that was arranged, cancelled or not. */
export async function findArranged(
  tx: Tx,
  discussionId: string,
): Promise<(Arranged & { isCancelled: boolean }) | null> {
  const { rows } = await sql<Arranged & { isCancelled: boolean }>`
    select planned.id, planned.starts_at, planned.ends_at, planned.form, planned.place, planned.sequence,
           planned.recorded_by is not null as is_ours, planned.is_cancelled
      from strategy.arrangement planned
     where planned.authority_id = ${tx.who.authorityId} and planned.discussion_id = ${discussionId}
       and not exists (select from strategy.arrangement later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}
