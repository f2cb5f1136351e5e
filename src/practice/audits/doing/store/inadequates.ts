import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** A case whose audit came to Inadequate, with whom it is and what they plan. */
export interface Inadequate {
  readonly caseId: string
  readonly caseReference: string
  /** Null where nobody answers for the team. */
  readonly toPersonId: string | null
  readonly toPersonName: string
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  /** The head of service, once it was not planned in time; '' and null before. */
  readonly climbedTo: string | null
  readonly climbedToName: string
  /** The plan that stands; null while there is none. */
  readonly plan: Plan | null
}

export interface Plan {
  readonly id: string
  readonly plan: string
  readonly reAuditBy: Temporal.PlainDate
  readonly plannedAt: Temporal.Instant
  readonly plannedByName: string
}

type Row = Omit<Inadequate, 'plan'> & {
  readonly planId: string | null
  readonly plan: string | null
  readonly reAuditBy: Temporal.PlainDate | null
  readonly plannedAt: Temporal.Instant | null
  readonly plannedByName: string | null
}

/** Those that whoever asks may know of, the oldest first. */
export async function listInadequates(
  tx: Tx,
  asked: { readonly caseId?: string; readonly onlyUnplanned?: boolean },
): Promise<readonly Inadequate[]> {
  const { rows } = await sql<Row>`
    select found.case_id, audited.reference as case_reference, found.to_person_id, coalesce(person.name, '') as to_person_name,
           found.opened_at, found.due_at, climbed.to_person_id as climbed_to, coalesce(above.name, '') as climbed_to_name,
           planned.id as plan_id, planned.plan, planned.re_audit_by, planned.planned_at, planner.name as planned_by_name
      from audits.inadequate found
      join audits.audit_case audited on audited.authority_id = found.authority_id and audited.id = found.case_id
      left join organisation.person person
        on person.authority_id = found.authority_id and person.id = found.to_person_id
      left join audits.inadequate_climb climbed
        on climbed.authority_id = found.authority_id and climbed.case_id = found.case_id
      left join organisation.person above
        on above.authority_id = climbed.authority_id and above.id = climbed.to_person_id
      left join audits.inadequate_plan planned
        on planned.authority_id = found.authority_id and planned.case_id = found.case_id
       and not exists (select from audits.inadequate_plan later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)
      left join organisation.person planner
        on planner.authority_id = planned.authority_id and planner.id = planned.recorded_by
     where found.authority_id = ${tx.who.authorityId} and found.case_id = coalesce(${asked.caseId ?? null}, found.case_id)
       and (planned.id is null or not ${asked.onlyUnplanned === true})
     order by found.opened_at, audited.number`.execute(tx.sql)
  return rows.map(asInadequate)
}

function asInadequate({ planId, plan, reAuditBy, plannedAt, plannedByName, ...found }: Row): Inadequate {
  if (planId === null || plan === null || reAuditBy === null || plannedAt === null) return { ...found, plan: null }
  return { ...found, plan: { id: planId, plan, reAuditBy, plannedAt, plannedByName: plannedByName ?? '' } }
}

export interface NewInadequate {
  readonly caseId: string
  readonly submissionId: string
  readonly toPersonId: string | null
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
}

/** Opens one for a case, once. Answers false when there was one before. */
export async function recordInadequate(tx: Tx, row: NewInadequate): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.inadequate')
    .values({ authorityId: tx.who.authorityId, ...row, knownAt: row.openedAt })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.inadequate', subjects: [row.caseId], content: row })
  return true
}

/** It was not planned in time, and is somebody's above now as well. Answers false when it climbed before. */
export async function recordInadequateClimb(
  tx: Tx,
  caseId: string,
  toPersonId: string,
  climbedAt: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.inadequateClimb')
    .values({ authorityId: tx.who.authorityId, caseId, toPersonId, climbedAt })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

/** A plan, in the place of the one that stood. Answers false when somebody else planned a moment ago. */
export async function recordPlan(
  tx: Tx,
  caseId: string,
  planned: { readonly plan: string; readonly reAuditBy: Temporal.PlainDate; readonly replaces: string | null },
): Promise<boolean> {
  const row = { id: newId(), caseId, ...planned, plannedAt: tx.now }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.inadequatePlan')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.planned', subjects: [caseId, row.id], content: row })
  return true
}

/** The audit that looked at a case again; null while there is none. */
export async function findReAudit(
  tx: Tx,
  caseId: string,
): Promise<{ readonly id: string; readonly reference: string } | null> {
  const { rows } = await sql<{ id: string; reference: string }>`
    select id, reference from audits.audit_case
     where authority_id = ${tx.who.authorityId} and follows = ${caseId} order by number desc limit 1`.execute(tx.sql)
  return rows[0] ?? null
}
