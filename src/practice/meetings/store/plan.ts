import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Form } from '../words.ts'
import { append } from './append.ts'
import type { Series } from './series.ts'

/** When, where and who is at the head of a meeting. */
export interface MeetingPlan {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: Form
  readonly place: string
  readonly chairId: string
  readonly chairName: string
  readonly minuteTakerId: string | null
  readonly minuteTakerName: string
}

/** Plans a meeting of a series. Answers its id and reference. */
export async function addMeeting(
  tx: Tx,
  series: Pick<Series, 'id' | 'name'>,
  plan: MeetingPlan,
): Promise<{ readonly id: string; readonly reference: string }> {
  const { rows } = await sql<{ reference: string }>`
    select meetings.next_reference(${londonDate(plan.startsAt)}) as reference`.execute(tx.sql)
  const reference = rows[0]?.reference ?? ''
  const id = newId()
  const row = { id, seriesId: series.id, reference, title: series.name }
  await append(tx, 'meetings.meeting', 'meeting.planned', [id], row)
  await changePlan(tx, id, plan, '')
  return { id, reference }
}

/** The plan as it stands from now on, and why it was changed. */
export async function changePlan(tx: Tx, meetingId: string, plan: MeetingPlan, reason: string): Promise<void> {
  const { startsAt, endsAt, form, place, chairId, chairName, minuteTakerId, minuteTakerName } = plan
  const row = { startsAt, endsAt, form, place, chairId, chairName, minuteTakerId, minuteTakerName }
  const whole = { id: newId(), meetingId, ...row, reason }
  await append(tx, 'meetings.meetingPlan', 'meeting.plan-set', [meetingId], whole)
}

/** Says what became of a meeting. Answers false when somebody said so before. */
export const endMeeting = (tx: Tx, meetingId: string, state: 'held' | 'cancelled', reason = ''): Promise<boolean> =>
  append(tx, 'meetings.meetingEnd', `meeting.${state}`, [meetingId], { meetingId, state, reason })
