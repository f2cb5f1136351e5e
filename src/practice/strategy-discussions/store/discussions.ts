import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { stateOf } from '../rules/state.ts'
import type { DiscussionForm, DiscussionRoute, DiscussionState, Origin, SettlementKind } from '../words.ts'

/** A discussion with its one state. */
export interface Discussion {
  readonly id: string
  readonly reference: string
  readonly origin: Origin
  readonly route: DiscussionRoute
  readonly contactId: string | null
  readonly concernId: string | null
  readonly follows: string | null
  readonly teamId: string | null
  readonly areaId: string | null
  readonly allocatedWorkerId: string | null
  readonly reasonableCauseAt: Temporal.Instant
  readonly reasonableCause: string
  readonly reasonableCauseBy: string | null
  readonly decidedToHoldAt: Temporal.Instant | null
  readonly decidedToHoldBy: string | null
  readonly isEmergency: boolean
  readonly dueAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly state: DiscussionState
  /** The step that stands, whatever it is; null while nothing was settled. */
  readonly settlement: Settlement | null
}

/** What became of a discussion. */
export interface Settlement {
  readonly id: string
  readonly kind: SettlementKind
  /** When it was decided; of a discussion that was held, when it began. */
  readonly happenedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly personId: string | null
  readonly personName: string
  readonly reason: string
  /** Of a decision to hold none. */
  readonly reviewDueAt: Temporal.Instant | null
  readonly form: DiscussionForm | null
  readonly isEmergencyCall: boolean
  readonly whyByPhone: string
  readonly chairId: string | null
  readonly chairName: string
  readonly chairDepartures: readonly string[]
  readonly chairDepartureReason: string
  readonly minuteTakerId: string | null
  /** By when the record of one that was held goes round. */
  readonly circulateBy: Temporal.Instant | null
  readonly knownAt: Temporal.Instant
}

type DiscussionRow = Omit<Discussion, 'state' | 'settlement'> & { readonly settlementId: string | null }

/** The columns of {@link Discussion} but its settlement, from `discussion`. */
export const discussionColumns = sql`
  discussion.id, discussion.reference, discussion.origin, discussion.route, discussion.contact_id, discussion.concern_id,
  discussion.follows, discussion.team_id, discussion.area_id, discussion.allocated_worker_id, discussion.reasonable_cause_at,
  discussion.reasonable_cause, discussion.reasonable_cause_by, discussion.decided_to_hold_at, discussion.decided_to_hold_by,
  discussion.is_emergency, discussion.due_at, discussion.known_at, discussion.recorded_at`

/** The discussion, or null when there is none that may be opened. Trailed as read. */
export async function findDiscussion(tx: Tx, id: string): Promise<Discussion | null> {
  return (await listDiscussionsByIds(tx, [id]))[0] ?? null
}

/** The discussion that is called so, or null when there is none that may be opened. */
export async function findDiscussionByReference(tx: Tx, reference: string): Promise<Discussion | null> {
  const { rows } = await sql<{ id: string }>`
    select id from strategy.discussion
     where authority_id = ${tx.who.authorityId} and reference = ${reference.trim().toUpperCase()}`.execute(tx.sql)
  return rows[0] === undefined ? null : findDiscussion(tx, rows[0].id)
}

/** The same, locked against whoever else would change what becomes of it. */
export async function lockDiscussion(tx: Tx, id: string): Promise<Discussion | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.discussion:${id}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  return findDiscussion(tx, id)
}

/** Those of these that may be opened, in no order. Trailed as read. */
export async function listDiscussionsByIds(tx: Tx, ids: readonly string[]): Promise<readonly Discussion[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<DiscussionRow>`
    select ${discussionColumns}, settled.id as settlement_id
      from strategy.discussion discussion
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
     where discussion.authority_id = ${tx.who.authorityId} and discussion.id = any (${[...ids]}::uuid[])`.execute(
    tx.sql,
  )
  const settled = await settlementsBy(
    tx,
    rows.flatMap(({ settlementId }) => (settlementId === null ? [] : [settlementId])),
  )
  tx.trail.saw(
    'discussion',
    rows.map(({ id }) => id),
  )
  return rows.map(({ settlementId, ...row }) => {
    const settlement = settled.get(settlementId ?? '') ?? null
    return { ...row, settlement, state: stateOf(settlement?.kind ?? null) }
  })
}

async function settlementsBy(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Settlement>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Settlement>`
    select id, kind, happened_at, ended_at, person_id, person_name, reason, review_due_at, form, is_emergency_call, why_by_phone, chair_id,
           chair_name, chair_departures, chair_departure_reason, minute_taker_id, circulate_by, known_at
      from strategy.settlement
     where authority_id = ${tx.who.authorityId} and id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A child that a discussion is about, for staff. */
export interface DiscussionChild {
  readonly childId: string
  readonly decisionId: string | null
  readonly hasDisability: boolean | null
}

/** The children of a discussion that were not taken off again. Trailed as read. */
export async function listDiscussionChildren(tx: Tx, discussionId: string): Promise<readonly DiscussionChild[]> {
  const { rows } = await sql<DiscussionChild>`
    select about.child_id, about.decision_id, about.has_disability
      from strategy.discussion_child about
     where about.authority_id = ${tx.who.authorityId} and about.discussion_id = ${discussionId}
       and not exists (
         select from strategy.discussion_child_removal removed
          where removed.authority_id = about.authority_id and removed.discussion_id = about.discussion_id
            and removed.child_id = about.child_id)
     order by about.known_at, about.child_id`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows
}

/** A child as those who take part in a discussion are told of them: partners and its minute-taker. */
export interface ChildInvitedAbout {
  readonly childId: string
  readonly reference: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly dateOfBirth: Temporal.PlainDate | null
  readonly expectedDate: Temporal.PlainDate | null
}

/** Whom a discussion is about, for a partner or a minute-taker who is part of it; nobody for anybody else. Trailed as read. */
export async function listChildrenInvitedAbout(tx: Tx, discussionId: string): Promise<readonly ChildInvitedAbout[]> {
  const { rows } = await sql<ChildInvitedAbout>`select * from strategy.children_of(${discussionId})`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows
}
