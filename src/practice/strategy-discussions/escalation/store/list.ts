import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ConditionKey } from '../conditions.ts'
import type { About } from '../rules/facts.ts'
import type { EndOutcome, EscalationsShown } from '../words.ts'

/** An escalation as a line of a list, with the rung on which it stands. */
export interface ListedEscalation {
  readonly id: string
  readonly reference: string
  /** One of the two: what it is about. */
  readonly discussionId: string | null
  readonly concernId: string | null
  /** Of the discussion or the concern; null for a partner who is not part of the discussion themselves. */
  readonly aboutReference: string | null
  readonly condition: ConditionKey
  readonly partner: string | null
  readonly agencyId: string | null
  readonly agencyName: string | null
  /** What was said when it was raised; '' where it was found by the job. */
  readonly words: string
  readonly since: Temporal.Instant
  readonly openedAt: Temporal.Instant
  /** The rung that was asked last; null where nobody was there to be asked. */
  readonly rung: number | null
  readonly toPersonId: string | null
  readonly toName: string | null
  readonly toTelephone: string | null
  readonly insteadOfName: string | null
  /** The agency of whoever is asked; null for the authority's own. */
  readonly rungAgencyId: string | null
  readonly rungAgencyName: string | null
  readonly dueAt: Temporal.Instant | null
  /** The last answer. */
  readonly said: string | null
  readonly done: string | null
  readonly saidBy: string | null
  readonly saidAt: Temporal.Instant | null
  readonly outcome: EndOutcome | null
  readonly endWords: string | null
  readonly endedAt: Temporal.Instant | null
}

/** What it is about, as the tables have it: exactly one of the two. */
export function aboutOf({ id, discussionId, concernId }: ListedEscalation): About {
  if (discussionId !== null) return { discussionId }
  if (concernId === null) throw new Error(`escalation ${id} is about nothing`)
  return { discussionId, concernId }
}

export interface EscalationsAsked {
  readonly show: EscalationsShown
  readonly id?: string | undefined
  readonly discussionId?: string | undefined
  readonly concernId?: string | undefined
  readonly condition?: ConditionKey | undefined
  /** An agency's, or 'own' for those that stand with the authority. */
  readonly agency?: string | undefined
  readonly rung?: number | undefined
  /** With somebody of these. */
  readonly people?: readonly string[] | undefined
  /** Answered or ended in [from, to). */
  readonly movedIn?: { readonly from: Temporal.Instant; readonly to: Temporal.Instant } | undefined
  readonly limit: number
  readonly skip: number
}

export interface ListedEscalations {
  readonly escalations: readonly ListedEscalation[]
  readonly total: number
}

/** Escalations that whoever asks may know of: those open first, whose answer is due soonest first; then the others, latest first. */
export async function listEscalations(tx: Tx, asked: EscalationsAsked): Promise<ListedEscalations> {
  const { rows } = await sql<ListedEscalation & { total: number }>`
    select raised.id, raised.reference, raised.discussion_id, raised.concern_id,
           coalesce(discussion.reference, concern.reference) as about_reference, raised.condition, raised.partner,
           raised.agency_id, agency.name as agency_name, raised.words, raised.since, raised.opened_at,
           stands.rung, stands.to_person_id, stands.to_name, stands.to_telephone, stands.instead_of_name,
           stands.agency_id as rung_agency_id, asked_agency.name as rung_agency_name, stands.due_at,
           answer.said, answer.done, answer.said_by, answer.said_at,
           ended.outcome, ended.words as end_words, ended.ended_at, count(*) over ()::integer as total
      from ${sourceOf(asked)} raised
      left join strategy.discussion discussion
        on discussion.authority_id = raised.authority_id and discussion.id = raised.discussion_id
      left join strategy.concern concern
        on concern.authority_id = raised.authority_id and concern.id = raised.concern_id
      left join organisation.agency agency
        on agency.authority_id = raised.authority_id and agency.id = raised.agency_id
      left join strategy.escalation_end ended
        on ended.authority_id = raised.authority_id and ended.escalation_id = raised.id
      left join lateral (
        select * from strategy.escalation_rung rung
         where rung.authority_id = raised.authority_id and rung.escalation_id = raised.id
         order by rung.rung desc limit 1) stands on true
      left join organisation.agency asked_agency
        on asked_agency.authority_id = raised.authority_id and asked_agency.id = stands.agency_id
      left join lateral (
        select reply.said, reply.done, reply.replied_at as said_at,
               coalesce(nullif(reply.replied_by_name, ''), person.name, '') as said_by
          from strategy.escalation_reply reply
          left join organisation.person person
            on person.authority_id = reply.authority_id and person.id = reply.recorded_by
         where reply.authority_id = raised.authority_id and reply.escalation_id = raised.id
         order by reply.replied_at desc, reply.id desc limit 1) answer on true
     where raised.authority_id = ${tx.who.authorityId} and ${matching(asked)}
     order by ended.ended_at is not null, case when ended.ended_at is null then stands.due_at end, ended.ended_at desc,
              raised.opened_at, raised.id
     limit ${asked.limit} offset ${asked.skip}`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.flatMap(({ discussionId }) => discussionId ?? []),
  )
  tx.trail.saw(
    'concern',
    rows.flatMap(({ concernId }) => concernId ?? []),
  )
  return { escalations: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** What is open belongs to a discussion or a concern that is watched: found there, it costs what is open and not what ever was. */
const sourceOf = ({ show, id, discussionId, concernId, agency }: EscalationsAsked): RawBuilder<unknown> =>
  show !== 'open' || [id, discussionId, concernId, agency].some((one) => one !== undefined)
    ? sql`strategy.escalation`
    : sql`(select escalation.* from strategy.watch watch
            join strategy.escalation escalation
              on escalation.authority_id = watch.authority_id and escalation.discussion_id = watch.discussion_id
           where watch.until_at is null
          union all
          select escalation.* from strategy.concern_watch watch
            join strategy.escalation escalation
              on escalation.authority_id = watch.authority_id and escalation.concern_id = watch.concern_id
           where watch.until_at is null)`

function matching(asked: EscalationsAsked): RawBuilder<unknown> {
  const { show, id, discussionId, concernId, condition, agency, rung, people, movedIn } = asked
  const tests: RawBuilder<unknown>[] = []
  if (show === 'open') tests.push(sql`ended.ended_at is null`)
  if (show === 'ended') tests.push(sql`ended.ended_at is not null`)
  if (id !== undefined) tests.push(sql`raised.id = ${id}`)
  if (discussionId !== undefined) tests.push(sql`raised.discussion_id = ${discussionId}`)
  if (concernId !== undefined) tests.push(sql`raised.concern_id = ${concernId}`)
  if (condition !== undefined) tests.push(sql`raised.condition = ${condition}`)
  if (agency === 'own') tests.push(sql`stands.agency_id is null`)
  else if (agency !== undefined) tests.push(sql`(stands.agency_id = ${agency} or raised.agency_id = ${agency})`)
  if (rung !== undefined) tests.push(sql`stands.rung = ${rung}`)
  if (people !== undefined) tests.push(sql`stands.to_person_id = any (${[...people]}::uuid[])`)
  if (movedIn !== undefined) {
    const { from, to } = movedIn
    tests.push(
      sql`(ended.ended_at >= ${from} and ended.ended_at < ${to} or answer.said_at >= ${from} and answer.said_at < ${to})`,
    )
  }
  return tests.length === 0 ? sql`true` : sql.join(tests, sql` and `)
}

/** One escalation, or null when there is none that may be seen. Trailed as read. */
export const findEscalation = async (tx: Tx, id: string): Promise<ListedEscalation | null> =>
  (await listEscalations(tx, { show: 'all', id, limit: 1, skip: 0 })).escalations[0] ?? null

/** For a partner: what stands with their agency and what it raised about the authority; row-level security lets no other out. */
export const listEscalationsForAgency = async (
  tx: Tx,
  agencyId: string,
  show: EscalationsShown = 'open',
): Promise<readonly ListedEscalation[]> =>
  (await listEscalations(tx, { show, agency: agencyId, limit: 200, skip: 0 })).escalations

/** A step of an escalation: asked, answered. */
export interface EscalationRung {
  readonly rung: number
  readonly toName: string
  readonly toTelephone: string
  readonly insteadOfName: string
  readonly agencyId: string | null
  readonly hasMail: boolean
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly unnamed: readonly number[]
  readonly missed: readonly number[]
}

export interface EscalationReply {
  readonly id: string
  readonly rung: number
  readonly said: string
  readonly done: string
  readonly by: string
  readonly repliedAt: Temporal.Instant
}

/** Whom it was put to and what was answered, in order. */
export async function readSteps(
  tx: Tx,
  escalationId: string,
): Promise<{ readonly rungs: readonly EscalationRung[]; readonly replies: readonly EscalationReply[] }> {
  const authority = tx.who.authorityId
  const { rows: rungs } = await sql<EscalationRung>`
    select rung, to_name, to_telephone, instead_of_name, agency_id, has_mail, opened_at, due_at, unnamed, missed
      from strategy.escalation_rung where authority_id = ${authority} and escalation_id = ${escalationId}
     order by rung`.execute(tx.sql)
  const { rows: replies } = await sql<EscalationReply>`
    select reply.id, reply.rung, reply.said, reply.done, reply.replied_at,
           coalesce(nullif(reply.replied_by_name, ''), person.name, '') as by
      from strategy.escalation_reply reply
      left join organisation.person person
        on person.authority_id = reply.authority_id and person.id = reply.recorded_by
     where reply.authority_id = ${authority} and reply.escalation_id = ${escalationId}
     order by reply.replied_at, reply.id`.execute(tx.sql)
  return { rungs, replies }
}
