import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Assignment, Climbing, Rung } from '../ladder.ts'

/**
 * How far back the sweep looks for decisions recorded late. An alert is for putting things right while they are fresh; a
 * file of old decisions is counted in the measure and alerts nobody.
 */
const daysLookedBack = 7

export interface LateDecision {
  readonly decisionId: string
  readonly contactId: string
  readonly reference: string
  readonly decidedBy: string | null
  readonly decidedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
}

/** First decisions recorded more than `limitMinutes` after they were made, of which nobody has been told yet. */
export async function listLateDecisions(
  tx: Tx,
  at: Temporal.Instant,
  limitMinutes: number,
): Promise<readonly LateDecision[]> {
  const since = at.subtract({ hours: 24 * daysLookedBack })
  const { rows } = await sql<LateDecision>`
    select decision.id as decision_id, decision.contact_id, contact.reference, decision.decided_by,
           decision.decided_at, decision.known_at
      from front_door.decision decision
      join front_door.contact contact
        on contact.authority_id = decision.authority_id and contact.id = decision.contact_id
     where decision.authority_id = ${tx.who.authorityId} and decision.corrects is null
       and decision.known_at > ${since} and decision.known_at <= ${at}
       and decision.known_at - decision.decided_at > interval '1 minute'
       and decision.known_at - decision.decided_at > make_interval(mins => ${limitMinutes}::integer)
       and not contact.is_history
       and not exists (
         select from front_door.late_recording told
          where told.authority_id = decision.authority_id and told.decision_id = decision.id)
     order by decision.known_at, decision.id`.execute(tx.sql)
  return rows
}

export interface NewAlert extends Assignment {
  readonly decisionId: string
  readonly contactId: string
  readonly minutes: number
}

/** Tells a manager of each late recording. Answers which are new. */
export async function openAlerts(
  tx: Tx,
  alerts: readonly NewAlert[],
  alertedAt: Temporal.Instant,
  dueAt: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (alerts.length === 0) return new Set()
  const { rows } = await sql<{ decisionId: string }>`
    with told as (
      insert into front_door.late_recording (authority_id, decision_id, contact_id, minutes, rung, assigned_to, is_gap,
                                             alerted_at)
      select ${tx.who.authorityId}, late.*, ${alertedAt}
        from unnest(${alerts.map(({ decisionId }) => decisionId)}::uuid[],
                    ${alerts.map(({ contactId }) => contactId)}::uuid[], ${alerts.map(({ minutes }) => minutes)}::integer[],
                    ${alerts.map(({ rung }) => rung)}::text[], ${alerts.map(({ personId }) => personId)}::uuid[],
                    ${alerts.map(({ isGap }) => isGap)}::boolean[]) as late
      on conflict do nothing returning *)
    insert into front_door.to_do (authority_id, kind, subject_id, contact_id, opened_at, owner_id, not_by, due_at, detail)
    select told.authority_id, 'late-recording', told.decision_id, told.contact_id, told.alerted_at, told.assigned_to,
           decision.decided_by, ${dueAt}, ''
      from told
      join front_door.decision decision
        on decision.authority_id = told.authority_id and decision.id = told.decision_id
    on conflict (authority_id, kind, subject_id) do update set owner_id = excluded.owner_id, due_at = excluded.due_at
    returning subject_id as decision_id`.execute(tx.sql)
  return new Set(rows.map(({ decisionId }) => decisionId))
}

export interface OpenAlert extends Climbing {
  readonly decisionId: string
  readonly contactId: string
  readonly assignedTo: string | null
}

/** Late recordings that a manager was told of by `at` and that nobody has answered for. */
export async function listOpenAlerts(tx: Tx, at: Temporal.Instant): Promise<readonly OpenAlert[]> {
  const { rows } = await sql<Omit<OpenAlert, 'climbedTo'> & { climbedTo: Rung[] | null }>`
    select told.decision_id, told.contact_id, told.alerted_at as opened_at, told.rung as first_rung,
           told.assigned_to, climb.climbed_to
      from front_door.to_do open
      join front_door.late_recording told
        on told.authority_id = open.authority_id and told.decision_id = open.subject_id
      left join lateral (
        select array_agg(c.rung) as climbed_to from front_door.late_recording_climb c
         where c.authority_id = told.authority_id and c.decision_id = told.decision_id) climb on true
     where open.authority_id = ${tx.who.authorityId} and open.kind = 'late-recording' and told.alerted_at <= ${at}
     order by told.alerted_at, told.decision_id`.execute(tx.sql)
  return rows.map((row) => ({ ...row, climbedTo: row.climbedTo ?? [] }))
}

export interface AlertClimb {
  readonly decisionId: string
  readonly contactId: string
  readonly rung: Exclude<Rung, 'duty-manager'>
  readonly assignedTo: string | null
  readonly dueAt: Temporal.Instant
}

/** Lets alerts that nobody answered climb. `climbs` has lower rungs first. */
export async function recordAlertClimbs(
  tx: Tx,
  climbs: readonly AlertClimb[],
  climbedAt: Temporal.Instant,
): Promise<number> {
  if (climbs.length === 0) return 0
  const { authorityId } = tx.who
  const { rows } = await sql`
    insert into front_door.late_recording_climb (authority_id, decision_id, contact_id, rung, assigned_to, climbed_at)
    select ${authorityId}, climb.*, ${climbedAt}
      from unnest(${climbs.map(({ decisionId }) => decisionId)}::uuid[],
                  ${climbs.map(({ contactId }) => contactId)}::uuid[], ${climbs.map(({ rung }) => rung)}::text[],
                  ${climbs.map(({ assignedTo }) => assignedTo)}::uuid[]) as climb
    on conflict do nothing returning decision_id`.execute(tx.sql)
  const highest = [...new Map(climbs.map((climb) => [climb.decisionId, climb])).values()]
  await sql`
    update front_door.to_do open
       set owner_id = now.owner_id, due_at = now.due_at
      from unnest(${highest.map(({ decisionId }) => decisionId)}::uuid[],
                  ${highest.map(({ assignedTo }) => assignedTo)}::uuid[],
                  ${highest.map(({ dueAt }) => dueAt.toString())}::timestamptz[])
           as now (decision_id, owner_id, due_at)
     where open.authority_id = ${authorityId} and open.kind = 'late-recording'
       and open.subject_id = now.decision_id`.execute(tx.sql)
  return rows.length
}
