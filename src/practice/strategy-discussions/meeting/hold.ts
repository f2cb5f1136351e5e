import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { readSettings, rolesHeldOn } from '#practice/organisation'
import { circulatedBy, conferenceDueOn, fullMeetingBy } from '../rules/limits.ts'
import type { Discussion } from '../store/discussions.ts'
import { recordSettlement } from '../store/settlements.ts'
import { chairDepartures } from './rules/chair.ts'
import { checkHeld, type HeldTyped } from './rules/holding.ts'
import { ensureFullMeeting, type FullMeeting, findFullMeeting } from './store/full-meeting.ts'
import { listInitiated, redateSection47 } from './store/section-47.ts'
import type { ChairDeparture } from './words.ts'

export interface HoldAsked extends HeldTyped {
  /** Why it takes the place of what was recorded before; '' the first time. */
  readonly reason: string
  /** When the house knew of it, where that is not now. */
  readonly knownAt?: Temporal.Instant
}

export interface WasHeld {
  readonly settlementId: string
  readonly departures: readonly ChairDeparture[]
  /** What fell due after an emergency call. */
  readonly fullMeeting: FullMeeting | null
}

/**
 * Records that a discussion was held, or corrects how it was: in the place of what stood. After an emergency call the full
 * meeting falls due at once, about the same children. A section 47 enquiry that was initiated at it follows a corrected time,
 * and the conference's limit with it. The discussion is locked by whoever asks.
 */
export async function holdDiscussion(
  tx: Tx,
  discussion: Discussion,
  asked: HoldAsked,
  calendar: WorkingCalendar,
): Promise<Outcome<WasHeld>> {
  const checked = checkHeld(asked, { reasonableCauseAt: discussion.reasonableCauseAt, now: tx.now })
  if (!checked.ok) return checked
  const departures = await departuresOf(tx, discussion, asked)
  if (departures.length > 0 && asked.chairDepartureReason === '')
    return invalid({
      field: 'chairDepartureReason',
      message: 'Say why they chaired it: a team manager or above chairs, and not the allocated worker',
    })
  const { beganAt, isEmergencyCall, ...held } = asked
  const settlementId = await recordSettlement(tx, discussion, {
    ...held,
    kind: 'held',
    happenedAt: beganAt,
    isEmergencyCall,
    chairDepartures: departures,
    circulateBy: circulatedBy(calendar, asked.endedAt),
    chairDepartureReason: departures.length > 0 ? asked.chairDepartureReason : '',
    personId: tx.who.kind === 'person' ? tx.who.personId : null,
  })
  const fullMeeting = isEmergencyCall
    ? await fullMeetingAfter(tx, discussion, asked, calendar)
    : await findFullMeeting(tx, discussion.id)
  await moveEnquiries(tx, discussion, asked, calendar)
  return ok({ settlementId, departures, fullMeeting })
}

async function departuresOf(
  tx: Tx,
  discussion: Discussion,
  { chairId, beganAt }: HoldAsked,
): Promise<readonly ChairDeparture[]> {
  const { rows } = await sql<{ workers: readonly string[] }>`
    select strategy.allocated_workers(${discussion.id}, ${londonDate(beganAt)}) as workers`.execute(tx.sql)
  const roles = chairId === null ? [] : await rolesHeldOn(tx, chairId, beganAt)
  return chairDepartures({ chairId, roles, allocatedWorkers: rows[0]?.workers ?? [] })
}

async function fullMeetingAfter(
  tx: Tx,
  call: Discussion,
  { endedAt, knownAt = tx.now }: HoldAsked,
  calendar: WorkingCalendar,
): Promise<FullMeeting> {
  const dueAt = fullMeetingBy(calendar, endedAt, await readSettings(tx))
  return ensureFullMeeting(tx, call, { dueAt, knownAt })
}

async function moveEnquiries(
  tx: Tx,
  discussion: Discussion,
  { beganAt, reason }: HoldAsked,
  calendar: WorkingCalendar,
): Promise<void> {
  for (const enquiry of await listInitiated(tx, discussion.id)) {
    if (enquiry.startedAt.equals(beganAt)) continue
    const conferenceDue = conferenceDueOn(calendar, beganAt)
    await redateSection47(tx, discussion.id, enquiry, { startedAt: beganAt, conferenceDueOn: conferenceDue, reason })
  }
}
