import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { DiscussionForm, DiscussionState } from '../../words.ts'
import type { Answer } from '../words.ts'

/** What the link in an invitation opens: what the mail said, as it stands now. No child. */
export interface OpenedInvitation {
  readonly invitationId: string
  readonly discussionId: string
  readonly reference: string
  readonly askedName: string
  readonly askedAgency: string
  readonly state: DiscussionState
  readonly isWithdrawn: boolean
  readonly isArranged: boolean
  readonly startsAt: Temporal.Instant | null
  readonly endsAt: Temporal.Instant | null
  readonly form: DiscussionForm | null
  readonly place: string | null
  readonly chairName: string | null
  /** The answer that stands, by whatever way it came. */
  readonly answer: Answer | null
  readonly someoneName: string | null
  readonly repliedAt: Temporal.Instant | null
}

/** The invitation that the link of whoever asks opens. Trailed as read. */
export async function findOpened(tx: Tx): Promise<OpenedInvitation | null> {
  const { rows } = await sql<OpenedInvitation>`select * from strategy.opened_by_link()`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ discussionId }) => discussionId),
  )
  return rows[0] ?? null
}

/** A discussion in somebody's calendar. */
export interface InCalendar {
  readonly discussionId: string
  readonly reference: string
  readonly sequence: number
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly place: string
  readonly isOff: boolean
}

/** What whoever the calendar's link belongs to chairs, takes the minutes of or is asked to, for thirty days back and ahead. */
export async function listInCalendar(tx: Tx): Promise<readonly InCalendar[]> {
  const { rows } = await sql<InCalendar>`select * from strategy.calendar_of_link()`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ discussionId }) => discussionId),
  )
  return rows
}
