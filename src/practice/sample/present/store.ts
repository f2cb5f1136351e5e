import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { SourceCode } from '#practice/front-door'
import type { PlannedDecision } from './told.ts'

/** How a sample authority goes on. */
export interface Life {
  readonly seed: number
  readonly contactsPerYear: number
  readonly livedThrough: Temporal.Instant
}

/** From this moment on the daily life of the sample is made by the job. */
export async function beginLife(tx: Tx, { seed, contactsPerYear, livedThrough }: Life): Promise<void> {
  await sql`
    insert into sample.life (authority_id, seed, contacts_per_year, lived_through)
    values (${tx.who.authorityId}, ${seed}, ${contactsPerYear}, ${livedThrough})`.execute(tx.sql)
}

/** Locked, so that two workers take turns and the second finds everything lived; null for an authority without a life. */
export async function lockLife(tx: Tx): Promise<Life | null> {
  const { rows } = await sql<Life>`
    select seed, contacts_per_year, lived_through from sample.life
     where authority_id = ${tx.who.authorityId} for update`.execute(tx.sql)
  return rows[0] ?? null
}

export async function markLived(tx: Tx, through: Temporal.Instant): Promise<void> {
  await sql`update sample.life set lived_through = ${through} where authority_id = ${tx.who.authorityId}`.execute(
    tx.sql,
  )
}

export interface ToCome {
  readonly contactId: string
  readonly dueAt: Temporal.Instant
  readonly decisions: readonly PlannedDecision[]
}

/** Puts down what is to be decided about contacts, and when. */
export async function planDecisions(tx: Tx, plans: readonly ToCome[]): Promise<void> {
  if (plans.length === 0) return
  const rows = plans.map(({ contactId, dueAt, decisions }) => ({ contactId, dueAt: dueAt.toString(), decisions }))
  await sql`
    insert into sample.to_come (authority_id, contact_id, step, due_at, decisions)
    select ${tx.who.authorityId}, plan."contactId", 'decide', plan."dueAt", plan.decisions
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as plan ("contactId" uuid, "dueAt" timestamptz, decisions jsonb)`.execute(tx.sql)
}

export interface DueDecision extends ToCome {
  readonly sourceCode: SourceCode
  /** False when somebody who tries the sample has been quicker with at least one child. */
  readonly isUntouched: boolean
}

export async function listDueDecisions(tx: Tx, by: Temporal.Instant): Promise<readonly DueDecision[]> {
  const { rows } = await sql<DueDecision>`
    select plan.contact_id, plan.due_at, plan.decisions, contact.source_code,
           coalesce(waiting.children_waiting = jsonb_array_length(plan.decisions), false) as is_untouched
      from sample.to_come plan
      join front_door.contact contact on contact.authority_id = plan.authority_id and contact.id = plan.contact_id
      left join front_door.awaiting_outcome waiting
        on waiting.authority_id = plan.authority_id and waiting.contact_id = plan.contact_id
     where plan.authority_id = ${tx.who.authorityId} and plan.step = 'decide' and plan.due_at <= ${by}
     order by plan.due_at, plan.contact_id`.execute(tx.sql)
  return rows
}

/** After the decision comes the word to those who are waiting for it, within the day. */
export async function planFollowUps(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await sql`
    update sample.to_come set step = 'follow-up', due_at = due_at + interval '7 hours'
     where authority_id = ${tx.who.authorityId} and contact_id = any (${[...contactIds]}::uuid[])`.execute(tx.sql)
}

/** Contacts whose follow-up is due; they are then over and done with. */
export async function takeDueFollowUps(tx: Tx, by: Temporal.Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ contactId: string }>`
    delete from sample.to_come
     where authority_id = ${tx.who.authorityId} and step = 'follow-up' and due_at <= ${by}
    returning contact_id`.execute(tx.sql)
  return rows.map(({ contactId }) => contactId)
}
