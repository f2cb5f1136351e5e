import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Form, State } from '../words.ts'

/** A meeting as it stands. */
export interface Meeting {
  readonly id: string
  readonly seriesId: string
  readonly reference: string
  /** What its series was called when it was planned. */
  readonly title: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: Form
  readonly place: string
  readonly chairId: string
  readonly chairName: string
  readonly minuteTakerId: string | null
  readonly minuteTakerName: string
  readonly state: State
  /** Why it was cancelled. */
  readonly stateReason: string
  readonly confirmedAt: Temporal.Instant | null
  readonly confirmedAtMeetingId: string | null
  /** Whether anything was written down of it: minutes or a decision. */
  readonly hasMinutes: boolean
}

export interface MeetingsAsked {
  readonly id?: string | undefined
  readonly seriesId?: string | undefined
  readonly state?: State | undefined
  /** Meetings that begin from here on. */
  readonly from?: Temporal.Instant | undefined
  /** Meetings that begin before this. */
  readonly before?: Temporal.Instant | undefined
  readonly order?: 'earliest' | 'latest'
  readonly limit?: number
  readonly skip?: number
}

/** Meetings that whoever asks may know of, latest first unless told, and how many there are in all. */
export async function listMeetings(
  tx: Tx,
  { id, seriesId, state, from, before, order = 'latest', limit = 500, skip = 0 }: MeetingsAsked = {},
): Promise<{ readonly meetings: readonly Meeting[]; readonly total: number }> {
  const sorted = order === 'latest' ? sql`meeting.starts_at desc, meeting.id desc` : sql`meeting.starts_at, meeting.id`
  const { rows } = await sql<Meeting & { total: number }>`
    select meeting.id, meeting.series_id, meeting.reference, meeting.title, meeting.starts_at, meeting.ends_at, meeting.form,
           meeting.place, meeting.chair_id, meeting.chair_name, meeting.minute_taker_id, meeting.minute_taker_name,
           meeting.state, meeting.state_reason, meeting.confirmed_at, meeting.confirmed_at_meeting_id,
           exists (select from meetings.minute said
                    where said.authority_id = meeting.authority_id and said.meeting_id = meeting.id)
             or exists (select from meetings.decision decided
                         where decided.authority_id = meeting.authority_id and decided.meeting_id = meeting.id) as has_minutes,
           count(*) over ()::integer as total
      from meetings.standing_meeting meeting
     where meeting.authority_id = ${tx.who.authorityId}
       and (${id ?? null}::uuid is null or meeting.id = ${id ?? null})
       and (${seriesId ?? null}::uuid is null or meeting.series_id = ${seriesId ?? null})
       and (${state ?? null}::text is null or meeting.state = ${state ?? null})
       and (${from ?? null}::timestamptz is null or meeting.starts_at >= ${from ?? null})
       and (${before ?? null}::timestamptz is null or meeting.starts_at < ${before ?? null})
     order by ${sorted}
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { meetings: rows, total: rows[0]?.total ?? 0 }
}

/** One meeting; null when there is none, or none that whoever asks may know of. */
export async function findMeeting(tx: Tx, meetingId: string): Promise<Meeting | null> {
  const { meetings } = await listMeetings(tx, { id: meetingId, limit: 1 })
  return meetings[0] ?? null
}

/** The meeting of the series before this one that was held; null when there was none. */
export async function findHeldBefore(tx: Tx, seriesId: string, before: Temporal.Instant): Promise<Meeting | null> {
  const { meetings } = await listMeetings(tx, { seriesId, state: 'held', before, limit: 1 })
  return meetings[0] ?? null
}
