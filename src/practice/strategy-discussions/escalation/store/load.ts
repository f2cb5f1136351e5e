import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionFacts } from '../rules/facts.ts'
import { escalationsOf } from './load-escalations.ts'

type OfDiscussion<Fact> = Fact & { readonly discussionId: string }
type Rows<Key extends keyof DiscussionFacts> = DiscussionFacts[Key] extends readonly (infer Fact)[] ? Fact : never

/** What could be late at a moment, in no order: the open ranges of the projection, and nothing else. Jobs only. */
export async function listWatched(tx: Tx, at: Temporal.Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ discussionId: string }>`select discussion_id from strategy.watched_at(${at})`.execute(
    tx.sql,
  )
  return rows.map(({ discussionId }) => discussionId)
}

/** All the facts about these discussions that escalation looks at: one query for each kind of fact, however many they are. */
export async function loadFacts(tx: Tx, ids: readonly string[]): Promise<readonly DiscussionFacts[]> {
  if (ids.length === 0) return []
  const heads = await headsOf(tx, ids)
  const kinds = {
    settlements: await factsOf<'settlements'>(
      tx,
      ids,
      'settlement',
      sql`id, kind, replaces, happened_at, ended_at, is_emergency_call, review_due_at, chair_id, chair_departures`,
    ),
    notHoldingReviews: await factsOf<'notHoldingReviews'>(tx, ids, 'not_holding_review', sql`settlement_id as id`),
    arrangements: await factsOf<'arrangements'>(
      tx,
      ids,
      'arrangement',
      sql`id, replaces, is_cancelled, starts_at, chair_id`,
    ),
    invitations: await factsOf<'invitations'>(
      tx,
      ids,
      'invitation',
      sql`id, partner, person_id, invited_at,
          coalesce(agency_id, (select person.agency_id from organisation.person person
                                where person.authority_id = fact.authority_id and person.id = fact.person_id)) as agency_id`,
    ),
    withdrawals: await factsOf<'withdrawals'>(tx, ids, 'invitation_withdrawal', sql`invitation_id as id`),
    replies: await factsOf<'replies'>(tx, ids, 'reply', sql`id, invitation_id, answer`),
    goingAhead: await factsOf<'goingAhead'>(tx, ids, 'going_ahead', sql`id, partner`),
    attendances: await factsOf<'attendances'>(
      tx,
      ids,
      'attendance',
      sql`id, corrects, is_withdrawn, invitation_id, partner, agency_id, person_id, came`,
    ),
    information: await factsOf<'information'>(
      tx,
      ids,
      'information',
      sql`id, partner, agency_id, promised_by, fulfils`,
    ),
    recipients: await factsOf<'recipients'>(
      tx,
      ids,
      'circulation_recipient',
      sql`id, attendance_id, invitation_id, agency_id, person_id`,
    ),
    section47s: await factsOf<'section47s'>(tx, ids, 'section_47', sql`id, conference_due_on`),
    section47Redatings: await factsOf<'section47Redatings'>(
      tx,
      ids,
      'section_47_redating',
      sql`id, section_47_id as section47_id, replaces, conference_due_on`,
    ),
    section47Ends: await factsOf<'section47Ends'>(
      tx,
      ids,
      'section_47_end',
      sql`id, section_47_id as section47_id, corrects, outcome`,
    ),
    steps: await factsOf<'steps'>(
      tx,
      ids,
      'conference_step',
      sql`id, section_47_id as section47_id, kind, replaces, slot_id, held_on`,
    ),
    checks: await factsOf<'checks'>(tx, ids, 'interim_check', sql`id, section_47_id as section47_id, checked_at`),
    challenges: await challengesOf(tx, ids),
    challengeAnswers: await answersOf(tx, ids),
    chairConfirmations: await factsOf<'chairConfirmations'>(tx, ids, 'chair_confirmation', sql`settlement_id as id`),
    slots: await slotsOf(tx, ids),
    fullMeetings: await fullMeetingsOf(tx, ids),
    escalations: (await escalationsOf(tx, 'discussion_id', ids)).map(({ aboutId, ...fact }) => ({
      ...fact,
      discussionId: aboutId,
    })),
  }
  const byKind = Object.fromEntries(Object.entries(kinds).map(([kind, rows]) => [kind, byDiscussion(rows)]))
  return heads.map((head) => {
    const own = Object.keys(kinds).map((kind) => [kind, byKind[kind]?.get(head.id) ?? []])
    // Kind by kind the rows are what the queries above say; the mapped type says the same of the whole.
    return { ...head, ...Object.fromEntries(own) } as DiscussionFacts
  })
}

type Head = Pick<DiscussionFacts, 'id' | 'reference' | 'origin' | 'teamId' | 'allocatedWorkerId' | 'dueAt' | 'knownAt'>

async function headsOf(tx: Tx, ids: readonly string[]): Promise<readonly Head[]> {
  const { rows } = await sql<Head>`
    select id, reference, origin, team_id, allocated_worker_id, due_at, known_at from strategy.discussion
     where authority_id = ${tx.who.authorityId} and id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  return rows
}

async function factsOf<Key extends keyof DiscussionFacts>(
  tx: Tx,
  ids: readonly string[],
  table: string,
  columns: RawBuilder<unknown>,
): Promise<readonly OfDiscussion<Rows<Key>>[]> {
  const { rows } = await sql<OfDiscussion<Rows<Key>>>`
    select fact.discussion_id, fact.known_at, ${columns} from ${sql.id('strategy', table)} fact
     where fact.authority_id = ${tx.who.authorityId} and fact.discussion_id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  return rows
}

/**
 * Challenges to a discussion, and those that were made of its concern before there was one: known as its own from when the
 * concern was answered with it.
 */
const challengedOf = (tx: Tx, ids: readonly string[]): RawBuilder<unknown> => sql`
  select challenge.authority_id, challenge.id, challenge.about, challenge.discussion_id, challenge.known_at
    from strategy.challenge challenge
   where challenge.authority_id = ${tx.who.authorityId} and challenge.discussion_id = any (${[...ids]}::uuid[])
  union all
  select challenge.authority_id, challenge.id, challenge.about, said.discussion_id,
         min(greatest(challenge.known_at, said.known_at))
    from strategy.concern_answer said
    join strategy.challenge challenge
      on challenge.authority_id = said.authority_id and challenge.concern_id = said.concern_id
     and challenge.discussion_id is null
   where said.authority_id = ${tx.who.authorityId} and said.discussion_id = any (${[...ids]}::uuid[])
   group by challenge.authority_id, challenge.id, challenge.about, said.discussion_id`

async function challengesOf(tx: Tx, ids: readonly string[]): Promise<readonly OfDiscussion<Rows<'challenges'>>[]> {
  const { rows } = await sql<OfDiscussion<Rows<'challenges'>>>`
    select discussion_id, id, about, known_at from (${challengedOf(tx, ids)}) challenged`.execute(tx.sql)
  return rows
}

/** A challenge made of a concern has no discussion of its own on its answer, so answers are found by the challenge. */
async function answersOf(tx: Tx, ids: readonly string[]): Promise<readonly OfDiscussion<Rows<'challengeAnswers'>>[]> {
  const { rows } = await sql<OfDiscussion<Rows<'challengeAnswers'>>>`
    select challenged.discussion_id, answer.challenge_id as id, answer.known_at
      from (${challengedOf(tx, ids)}) challenged
      join strategy.challenge_answer answer
        on answer.authority_id = challenged.authority_id and answer.challenge_id = challenged.id`.execute(tx.sql)
  return rows
}

/** The slots that were booked, through every change of them. */
async function slotsOf(tx: Tx, ids: readonly string[]): Promise<readonly OfDiscussion<Rows<'slots'>>[]> {
  const { rows } = await sql<OfDiscussion<Rows<'slots'>>>`
    with recursive slot as (
      select step.discussion_id, first.id, first.replaces, first.is_withdrawn, first.starts_at, first.known_at
        from strategy.conference_step step
        join strategy.conference_slot first on first.authority_id = step.authority_id and first.id = step.slot_id
       where step.authority_id = ${tx.who.authorityId} and step.discussion_id = any (${[...ids]}::uuid[])
      union
      select slot.discussion_id, next.id, next.replaces, next.is_withdrawn, next.starts_at, next.known_at
        from slot
        join strategy.conference_slot next
          on next.authority_id = ${tx.who.authorityId} and next.replaces = slot.id)
    select * from slot`.execute(tx.sql)
  return rows
}

async function fullMeetingsOf(tx: Tx, ids: readonly string[]): Promise<readonly OfDiscussion<Rows<'fullMeetings'>>[]> {
  const { rows } = await sql<OfDiscussion<Rows<'fullMeetings'>>>`
    select follows as discussion_id, id, known_at from strategy.discussion
     where authority_id = ${tx.who.authorityId} and follows = any (${[...ids]}::uuid[]) and origin = 'full-meeting'`.execute(
    tx.sql,
  )
  return rows
}

function byDiscussion<Row extends { readonly discussionId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) {
    const own = grouped.get(row.discussionId)
    if (own === undefined) grouped.set(row.discussionId, [row])
    else own.push(row)
  }
  return grouped
}
