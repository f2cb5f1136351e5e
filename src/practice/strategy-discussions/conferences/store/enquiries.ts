import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { interimCheckEveryDays } from '../rules/limits.ts'
import type { Section47Kind, Section47Outcome, WaitingShown } from '../words.ts'
import { type EnquiryRow, shaped } from './enquiry-row.ts'

/** A section 47 enquiry of one child, with how it ended and where the conference stands. */
export interface Enquiry {
  readonly id: string
  readonly discussionId: string
  /** Of the discussion at which it was initiated: "SD-412". */
  readonly reference: string
  readonly childId: string
  readonly kind: Section47Kind
  readonly startedAt: Temporal.Instant
  readonly authorisedByName: string
  /** 15 working days after the discussion at which it was initiated, never a later one (Working Together). */
  readonly conferenceDueOn: Temporal.PlainDate
  /** Null where there is none, or they have left. */
  readonly allocatedWorkerId: string | null
  readonly allocatedWorkerName: string | null
  readonly teamName: string | null
  readonly areaName: string | null
  readonly end: EnquiryEnd | null
  readonly booking: Booking | null
  readonly held: { readonly stepId: string; readonly on: Temporal.PlainDate; readonly ledToPlan: boolean | null } | null
  readonly notRequired: NotRequired | null
  readonly lateBecause: { readonly stepId: string; readonly reason: string } | null
  readonly lastCheck: InterimCheck | null
  /** Neither held nor not required, and not ended without one. */
  readonly isWaiting: boolean
}

export interface EnquiryEnd {
  readonly id: string
  readonly outcome: Section47Outcome
  readonly reasons: string
  readonly at: Temporal.Instant
  readonly authorisedByName: string
}

export interface NotRequired {
  readonly stepId: string
  readonly reason: string
  readonly byName: string
  readonly at: Temporal.Instant
}

export interface Booking {
  readonly stepId: string
  readonly slotId: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly place: string
  readonly chairName: string
  readonly minuteTakerName: string | null
}

export interface InterimCheck {
  readonly at: Temporal.Instant
  readonly byName: string
  readonly isSafe: boolean
  readonly what: string
  readonly done: string
  readonly nextBy: string | null
  readonly nextByName: string | null
}

export interface EnquiriesAsked {
  readonly discussionId?: string
  readonly childIds?: readonly string[]
  readonly isWaiting?: true
  readonly show?: WaitingShown | undefined
  readonly areaId?: string | undefined
  readonly teamId?: string | undefined
  /** The day as London has it, for what is late. */
  readonly today: Temporal.PlainDate
  readonly limit: number
  readonly skip: number
}

/** Enquiries that whoever asks may know of, the conference due first first. Trailed as read. */
export async function listEnquiries(
  tx: Tx,
  asked: EnquiriesAsked,
): Promise<{ readonly enquiries: readonly Enquiry[]; readonly total: number }> {
  const { rows } = await sql<EnquiryRow & { readonly total: number }>`
    with enquiry as (${enquiriesAsked(tx, asked)}),
         page as (
           select *, count(*) over ()::integer as total from enquiry where ${shown(asked)}
            order by conference_due_on, started_at, id limit ${asked.limit} offset ${asked.skip})
    select page.*, discussion.reference, worker.id as allocated_worker_id, worker.name as allocated_worker_name,
           team.name as team_name, area.name as area_name, end_by.name as end_by_name, slot.starts_at, slot.ends_at,
           slot.place, slot.chair_name, minutes.name as minute_taker_name, not_by.name as not_required_by_name,
           checker.name as checked_by_name, next.id as next_by, next.name as next_by_name,
           coalesce(nullif(page.authorised_words, ''), authoriser.name, '') as authorised_by_name
      from page
      join strategy.discussion discussion
        on discussion.authority_id = page.authority_id and discussion.id = page.discussion_id
      left join organisation.person worker on worker.authority_id = page.authority_id
       and worker.id = discussion.allocated_worker_id and worker.is_active
      left join organisation.team team on team.authority_id = page.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = page.authority_id and area.id = discussion.area_id
      left join organisation.person authoriser
        on authoriser.authority_id = page.authority_id and authoriser.id = page.authorised_by
      left join organisation.person end_by on end_by.authority_id = page.authority_id and end_by.id = page.end_by
      left join strategy.standing_conference_slot slot
        on slot.authority_id = page.authority_id and slot.slot_id = page.booked_slot
      left join organisation.person minutes
        on minutes.authority_id = page.authority_id and minutes.id = slot.minute_taker_id
      left join organisation.person not_by
        on not_by.authority_id = page.authority_id and not_by.id = page.not_required_by
      left join organisation.person checker
        on checker.authority_id = page.authority_id and checker.id = page.checked_by
      left join organisation.person next
        on next.authority_id = page.authority_id and next.id = page.checked_next_by and next.is_active
     order by page.conference_due_on, page.started_at, page.id`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return { enquiries: rows.map(shaped), total: rows[0]?.total ?? 0 }
}

/** Each enquiry with what stands of it, one line for each. */
const enquiriesAsked = (tx: Tx, { discussionId, childIds, areaId, teamId }: EnquiriesAsked) => sql`
  select entry.authority_id, entry.id, entry.discussion_id, entry.child_id, entry.kind, entry.started_at,
         entry.authorised_by, entry.authorised_by_name as authorised_words, entry.conference_due_on,
         ended.id as end_id, ended.outcome as end_outcome, ended.reasons as end_reasons, ended.ended_at,
         ended.authorised_by as end_by, booked.id as booked_id, booked.slot_id as booked_slot,
         held.id as held_id, held.held_on, held.led_to_plan, dropped.id as not_required_id,
         dropped.reason as not_required_reason, dropped.person_id as not_required_by, dropped.happened_at as not_required_at, late.id as late_id,
         late.reason as late_reason, looked.checked_at, looked.checked_by, looked.is_safe, looked.what as check_what,
         looked.done as check_done, coalesce(looked.next_by, looked.checked_by) as checked_next_by,
         (ended.id is null or ended.outcome = 'conference') and held.id is null and dropped.id is null and not exists (
           select from strategy.discussion_child_removal removed
            where removed.authority_id = entry.authority_id and removed.discussion_id = entry.discussion_id
              and removed.child_id = entry.child_id) as is_waiting
    from strategy.standing_section_47 entry
    join strategy.discussion about on about.authority_id = entry.authority_id and about.id = entry.discussion_id
    left join strategy.standing_section_47_end ended
      on ended.authority_id = entry.authority_id and ended.section_47_id = entry.id
    left join strategy.standing_conference_step booked
      on booked.authority_id = entry.authority_id and booked.section_47_id = entry.id and booked.kind = 'booked'
    left join strategy.standing_conference_step held
      on held.authority_id = entry.authority_id and held.section_47_id = entry.id and held.kind = 'held'
    left join strategy.standing_conference_step dropped
      on dropped.authority_id = entry.authority_id and dropped.section_47_id = entry.id and dropped.kind = 'not-required'
    left join strategy.standing_conference_step late
      on late.authority_id = entry.authority_id and late.section_47_id = entry.id and late.kind = 'late-because'
    left join lateral (
      select * from strategy.interim_check look
       where look.authority_id = entry.authority_id and look.section_47_id = entry.id
       order by look.checked_at desc, look.id desc limit 1) looked on true
   where entry.authority_id = ${tx.who.authorityId}
     and ${discussionId === undefined ? sql`true` : sql`entry.discussion_id = ${discussionId}`}
     and ${childIds === undefined ? sql`true` : sql`entry.child_id = any (${[...childIds]}::uuid[])`}
     and ${areaId === undefined ? sql`true` : sql`about.area_id = ${areaId}`}
     and ${teamId === undefined ? sql`true` : sql`about.team_id = ${teamId}`}`

function shown({ isWaiting, show, today }: EnquiriesAsked) {
  if (isWaiting !== true) return sql`true`
  const late = sql`is_waiting and conference_due_on < ${today}`
  switch (show) {
    case undefined:
      return sql`is_waiting`
    case 'late':
      return late
    case 'unbooked':
      return sql`is_waiting and booked_id is null`
    case 'late-unsaid':
      return sql`${late} and late_id is null`
    case 'check-due':
      // As interimCheckDueOn says: a week after the last day for the conference, and after each look.
      return sql`is_waiting and conference_due_on + ${interimCheckEveryDays}::integer <= ${today}
                 and (checked_at is null
                      or (checked_at at time zone 'Europe/London')::date + ${interimCheckEveryDays}::integer <= ${today})`
  }
}

const most = 500

/** The enquiries initiated at one discussion. Trailed as read. */
export const listEnquiriesOf = async (
  tx: Tx,
  discussionId: string,
  today: Temporal.PlainDate,
): Promise<readonly Enquiry[]> => (await listEnquiries(tx, { discussionId, today, limit: most, skip: 0 })).enquiries
