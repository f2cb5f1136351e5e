import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import type { Rung } from '../sweep/ladder.ts'
import type { ContactOutcome, SourceCode, Urgency } from '../words.ts'
import { type BoardQuery, filtered, isFiltered } from './filters.ts'

export const perPage = 50

/** A contact that awaits an outcome, as the board shows it. */
export interface WaitingContact {
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly sourceCode: SourceCode
  readonly referrer: string
  readonly urgency: Urgency | null
  /** The beginning of the worry, in the referrer's words. */
  readonly worry: string
  readonly childrenWaiting: number
  readonly children: readonly ChildBorn[]
  readonly claimedBy: string | null
  readonly furtherEnquiries: string
  readonly review: { readonly id: string; readonly rung: Rung; readonly dueAt: Temporal.Instant } | null
  /** Other contacts about the same children in the twelve months before, latest first. */
  readonly earlier: readonly EarlierInShort[]
  readonly earlierCount: number
}

export interface ChildBorn {
  readonly id: string
  readonly dateOfBirth: Temporal.PlainDate | null
  readonly expectedDate: Temporal.PlainDate | null
}

export interface EarlierInShort {
  readonly contactId: string
  readonly reference: string
  readonly receivedOn: Temporal.PlainDate
  readonly outcomes: readonly ContactOutcome[]
}

interface FoundRow extends Omit<WaitingContact, 'children' | 'review' | 'earlier'> {
  readonly matching: number | null
  readonly reviewId: string | null
  readonly rung: Rung | null
  readonly dueAt: Temporal.Instant | null
  readonly children: readonly { readonly id: string; readonly born: string | null; readonly expected: string | null }[]
  readonly earlier: readonly {
    readonly id: string
    readonly reference: string
    readonly on: string
    readonly outcomes: ContactOutcome[] | null
  }[]
}

/** As many earlier contacts as open in place; the rest are a press away. */
const earlierShown = 5

/**
 * One page of what awaits an outcome, soonest due first. One statement: the filter and the page come first, so that children
 * and history are looked up for the rows shown and no others. Trailed as read. How many match in all is counted only where
 * there is a filter, and otherwise null: with a backlog of thousands the page must cost no more than without.
 */
export async function listWaiting(
  tx: Tx,
  query: BoardQuery,
  limit: number = perPage,
): Promise<{
  readonly contacts: readonly WaitingContact[]
  readonly matching: number | null
  readonly hasMore: boolean
}> {
  const authority = tx.who.authorityId
  const { rows } = await sql<FoundRow>`
    with page as (
      select waiting.*, ${isFiltered(query) ? sql`count(*) over ()` : sql`null::bigint`} as matching
        from front_door.awaiting_outcome waiting
       where waiting.authority_id = ${authority} and ${filtered(query, londonDate(tx.now))}
       order by waiting.received_at, waiting.contact_id
       limit ${limit + 1} offset ${(query.page - 1) * limit})
    select page.contact_id, page.reference, page.received_at, page.source_code, page.referrer, page.urgency,
           left(page.concern, 240) as worry, page.children_waiting, page.further_enquiries, page.matching,
           claimer.name as claimed_by, review.review_id, review.rung, review.due_at, about.children,
           history.earlier, history.earlier_count
      from page
      left join organisation.person claimer
        on claimer.authority_id = page.authority_id and claimer.id = page.claimed_by
      left join front_door.open_review review
        on review.authority_id = page.authority_id and review.contact_id = page.contact_id
      cross join lateral (
        select coalesce(json_agg(json_build_object(
                 'id', child.id, 'born', child.date_of_birth, 'expected', child.expected_date)
                 order by child.date_of_birth), '[]') as children
          from front_door.contact_child about
          join children.child child on child.authority_id = about.authority_id and child.id = about.child_id
         where about.authority_id = page.authority_id and about.contact_id = page.contact_id
           and ${isStillPartOf('about')}) about
      cross join lateral (
        select count(*)::integer as earlier_count,
               coalesce(json_agg(json_build_object('id', other.contact_id, 'reference', shown.reference,
                 'on', other.received_on, 'outcomes', shown.outcomes)
                 order by other.received_on desc, other.contact_id desc) filter (where other.place <= ${earlierShown}), '[]') as earlier
          from (
            select same.contact_id, same.received_on,
                   row_number() over (order by same.received_on desc, same.contact_id desc) as place
              from front_door.contact_child mine
              join front_door.contact_child same
                on same.authority_id = mine.authority_id and same.child_id = mine.child_id
               and same.received_on >= (page.received_at - interval '12 months')::date
               and same.received_on <= page.received_at::date + 1 and same.contact_id <> mine.contact_id
             where mine.authority_id = page.authority_id and mine.contact_id = page.contact_id
               and ${isStillPartOf('mine')} and ${isStillPartOf('same')}
             group by same.contact_id, same.received_on) other
          left join lateral (
            select contact.reference, (
                     select array_agg(distinct decision.outcome) from front_door.standing_decision decision
                      where decision.authority_id = page.authority_id and decision.contact_id = contact.id) as outcomes
              from front_door.contact contact
             where other.place <= ${earlierShown}
               and contact.authority_id = page.authority_id and contact.id = other.contact_id) shown on true) history
     order by page.received_at, page.contact_id`.execute(tx.sql)
  // The row after the page was looked up only to know that there is one.
  const contacts = rows.slice(0, limit).map(asWaiting)
  trailRead(tx, contacts)
  return { contacts, matching: isFiltered(query) ? (rows[0]?.matching ?? 0) : null, hasMore: rows.length > limit }
}

/** A child added to a contact by mistake is no longer part of it. */
const isStillPartOf = (about: 'about' | 'mine' | 'same') => sql`not exists (
  select from front_door.contact_child_removal removal
   where removal.authority_id = ${sql.ref(about)}.authority_id and removal.contact_id = ${sql.ref(about)}.contact_id
     and removal.child_id = ${sql.ref(about)}.child_id)`

function asWaiting({
  matching: _matching,
  reviewId,
  rung,
  dueAt,
  children,
  earlier,
  ...row
}: FoundRow): WaitingContact {
  return {
    ...row,
    review: reviewId !== null && rung !== null && dueAt !== null ? { id: reviewId, rung, dueAt } : null,
    children: children.map(({ id, born, expected }) => ({ id, dateOfBirth: day(born), expectedDate: day(expected) })),
    earlier: earlier.map(({ id, reference, on, outcomes }) => ({
      contactId: id,
      reference,
      receivedOn: Temporal.PlainDate.from(on),
      outcomes: outcomes ?? [],
    })),
  }
}

const day = (text: string | null): Temporal.PlainDate | null => (text === null ? null : Temporal.PlainDate.from(text))

function trailRead(tx: Tx, contacts: readonly WaitingContact[]): void {
  tx.trail.saw(
    'contact',
    contacts.flatMap(({ contactId, earlier }) => [contactId, ...earlier.map((other) => other.contactId)]),
  )
  tx.trail.saw(
    'child',
    contacts.flatMap(({ children }) => children.map(({ id }) => id)),
  )
}

/** A restricted contact that waits and that this person may not open: its clock, and nothing else. */
export interface ClosedContact {
  readonly receivedAt: Temporal.Instant
  readonly isInReview: boolean
}

export async function listClosed(tx: Tx): Promise<readonly ClosedContact[]> {
  const { rows } = await sql<ClosedContact>`select * from front_door.closed_waiting()`.execute(tx.sql)
  return rows
}

export interface BoardCounts {
  readonly waiting: number
  readonly dueSoon: number
  readonly overdue: number
  readonly inReview: number
  /** When the newest of them was recorded; null when nothing waits. */
  readonly newestAt: Temporal.Instant | null
}

/** Counts over everything that waits, restricted contacts too: the same for everyone who sees the board. */
export async function countWaiting(tx: Tx, dueSoonHours: number): Promise<BoardCounts> {
  const lateBy = tx.now.subtract({ hours: 24 })
  const dueSoonBy = lateBy.add({ hours: dueSoonHours })
  const { rows } = await sql<BoardCounts>`select * from front_door.count_waiting(${dueSoonBy}, ${lateBy})`.execute(
    tx.sql,
  )
  return rows[0] ?? { waiting: 0, dueSoon: 0, overdue: 0, inReview: 0, newestAt: null }
}

/** The last outcome that was recorded, for a board on which nothing waits; null before the first. */
export async function findLastOutcome(
  tx: Tx,
): Promise<{ readonly recordedAt: Temporal.Instant; readonly by: string } | null> {
  const { rows } = await sql<{ recordedAt: Temporal.Instant; by: string }>`
    select decision.known_at as recorded_at, coalesce(person.name, nullif(decision.decided_by_name, ''), 'the case system') as by
      from front_door.decision decision
      left join organisation.person person
        on person.authority_id = decision.authority_id and person.id = decision.decided_by
     where decision.authority_id = ${tx.who.authorityId}
     order by decision.known_at desc limit 1`.execute(tx.sql)
  return rows[0] ?? null
}
