import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { HealthService, Partner } from '../../words.ts'
import { on } from '../tables.ts'
import type { Came, How } from '../words.ts'

/** What somebody who was asked, or who came unasked, did. */
export interface Attendance {
  readonly id: string
  /** The first row about them: stays the same through corrections. */
  readonly firstId: string
  /** Null for somebody who came uninvited. */
  readonly invitationId: string | null
  readonly partner: Partner
  readonly healthService: HealthService | null
  readonly agencyId: string | null
  readonly agencyName: string | null
  readonly personId: string | null
  readonly name: string
  readonly role: string
  readonly came: Came
  readonly how: How | null
  readonly reason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string
}

/** What stands, each person once, in the order in which they were first recorded. */
export async function listAttendance(tx: Tx, discussionId: string): Promise<readonly Attendance[]> {
  const { rows } = await sql<Attendance>`
    with recursive chain as (
      select first.id, first.id as first_id from strategy.attendance first
       where first.authority_id = ${tx.who.authorityId} and first.discussion_id = ${discussionId} and first.corrects is null
      union all
      select later.id, chain.first_id from chain
        join strategy.attendance later on later.authority_id = ${tx.who.authorityId} and later.corrects = chain.id)
    select there.id, chain.first_id, there.invitation_id, there.partner, there.health_service, there.agency_id, agency.name as agency_name,
           there.person_id, there.name, there.role, there.came, there.how, there.reason, there.recorded_at,
           coalesce(recorder.name, 'somebody') as recorded_by_name
      from strategy.standing_attendance there
      join chain on chain.id = there.id
      left join organisation.agency agency on agency.authority_id = there.authority_id and agency.id = there.agency_id
      left join organisation.person recorder
        on recorder.authority_id = there.authority_id and recorder.id = there.recorded_by
     where there.authority_id = ${tx.who.authorityId} and there.discussion_id = ${discussionId}
     order by there.known_at, there.id`.execute(tx.sql)
  return rows
}

export interface NewAttendance
  extends Pick<
    Attendance,
    'invitationId' | 'partner' | 'healthService' | 'agencyId' | 'personId' | 'name' | 'role' | 'came' | 'how' | 'reason'
  > {
  /** The discussion's beginning, once it was held; until then, now. */
  readonly happenedAt: Temporal.Instant
  readonly knownAt?: Temporal.Instant
}

/** Records what somebody did, in the place of what stood about them, if anything. Answers its id. */
export async function recordAttendance(
  tx: Tx,
  discussionId: string,
  attendance: NewAttendance,
  corrects: string | null = null,
): Promise<string> {
  return append(tx, discussionId, { ...attendance, corrects, isWithdrawn: false })
}

/** Takes back what was recorded by mistake: it stays on record, and no longer stands. */
export async function withdrawAttendance(tx: Tx, discussionId: string, mistaken: Attendance): Promise<void> {
  const { id, invitationId, partner, healthService, agencyId, personId, name, role, came, how } = mistaken
  await append(tx, discussionId, {
    ...{ invitationId, partner, healthService, agencyId, personId, name, role, came, how },
    reason: 'Recorded by mistake',
    happenedAt: tx.now,
    corrects: id,
    isWithdrawn: true,
  })
}

async function append(
  tx: Tx,
  discussionId: string,
  attendance: NewAttendance & { readonly corrects: string | null; readonly isWithdrawn: boolean },
): Promise<string> {
  const knownAt = attendance.knownAt ?? tx.now
  const row = { ...attendance, authorityId: tx.who.authorityId, id: newId(), discussionId, knownAt }
  await on(tx).insertInto('strategy.attendance').values(row).execute()
  await watchAgain(tx, discussionId, knownAt)
  const action = row.isWithdrawn ? 'attendance.taken-back' : 'attendance.recorded'
  tx.trail.changed({ action, subjects: [discussionId, row.id], content: row })
  return row.id
}
