import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Purpose } from '../../words.ts'
import type { Slot, WhyNot } from '../words.ts'
import type { AuditCase } from './cases.ts'

/** One step in who audits a case: somebody was given it, or it was taken off them. */
export interface Assigned extends Slot {
  readonly id: string
  readonly purpose: Purpose
  /** Null where it was taken off. */
  readonly auditorId: string | null
  readonly auditorName: string | null
  readonly dueOn: Temporal.PlainDate
  readonly reason: string
  readonly assignedAt: Temporal.Instant
  readonly assignedByName: string | null
  readonly isByAllocation: boolean
  /** Nothing has taken its place. */
  readonly isLast: boolean
  readonly isSentIn: boolean
}

/** Every step in who audits a case, oldest first. */
export async function listAssigned(tx: Tx, caseId: string): Promise<readonly Assigned[]> {
  const { rows } = await sql<Assigned>`
    select given.id, given.purpose, given.marker, given.auditor_id, auditor.name as auditor_name, given.due_on, given.reason,
           given.assigned_at, recorder.name as assigned_by_name, given.allocation_id is not null as is_by_allocation,
           not exists (select from audits.assignment later
                        where later.authority_id = given.authority_id and later.replaces = given.id) as is_last,
           audits.is_sent_in(given.id) as is_sent_in
      from audits.assignment given
      left join organisation.person auditor on auditor.authority_id = given.authority_id and auditor.id = given.auditor_id
      left join organisation.person recorder
        on recorder.authority_id = given.authority_id and recorder.id = given.recorded_by
     where given.authority_id = ${tx.who.authorityId} and given.case_id = ${caseId}
     order by given.purpose, given.marker, given.assigned_at, given.id`.execute(tx.sql)
  return rows
}

/** Somebody who could audit, and every rule that keeps them from this case. */
export interface Candidate {
  readonly personId: string
  readonly name: string
  readonly jobTitle: string
  readonly teamName: string | null
  /** How many audits they have that are not sent in. */
  readonly open: number
  readonly reasons: readonly WhyNot[]
}

/** Everybody of ours whose role lets them audit, with what the database says of their independence; those free of it first. */
export async function listCandidates(
  tx: Tx,
  audited: AuditCase,
  { purpose, marker }: Slot,
): Promise<readonly Candidate[]> {
  const roles = [...access.doAudits.roles]
  const isWeekly = audited.cycleKind === 'weekly-discussions' && purpose === 'mark'
  const { rows } = await sql<Candidate>`
    select person.id as person_id, person.name, person.job_title, team.name as team_name,
           (select count(*)::integer from audits.standing_assignment given
             where given.authority_id = person.authority_id and given.auditor_id = person.id
               and not audits.is_sent_in(given.id)) as open,
           audits.why_not_independent(${audited.id}, person.id, ${purpose}, ${marker})
             || case when ${isWeekly} and not 'service-manager' = any (account.roles)
                     then array['not-a-service-manager'] else '{}'::text[] end as reasons
      from organisation.person person
      join platform.account account on account.authority_id = person.authority_id and account.id = person.id
      left join organisation.team team on team.authority_id = person.authority_id and team.id = person.team_id
     where person.authority_id = ${tx.who.authorityId} and person.is_active and person.agency_id is null
       and account.roles && ${roles}::text[]
     order by person.name, person.id`.execute(tx.sql)
  return rows
}

export interface Assigning extends Slot {
  /** Null takes it off whoever has it. */
  readonly auditorId: string | null
  readonly reason: string
  readonly dueOn: Temporal.PlainDate
  readonly allocationId?: string | null
}

/**
 * Gives a case to somebody, gives it to somebody else, or takes it off. The case is locked by the caller. The database refuses
 * whoever is not independent; a Conflict where it was sent in meanwhile, or nothing would change.
 */
export async function assign(tx: Tx, audited: AuditCase, asked: Assigning): Promise<Outcome<string>> {
  const steps = (await listAssigned(tx, audited.id)).filter(
    ({ purpose, marker }) => purpose === asked.purpose && marker === asked.marker,
  )
  const last = steps.find(({ isLast }) => isLast)
  if (last?.isSentIn)
    return conflict('This audit has been sent in.', 'It stays with whoever made it. Corrections are theirs to append.')
  if ((last?.auditorId ?? null) === asked.auditorId)
    return conflict(
      asked.auditorId === null
        ? 'Nobody has this audit.'
        : `${last?.auditorName ?? 'Somebody'} has this audit already.`,
      'Choose somebody else.',
    )
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    caseId: audited.id,
    purpose: asked.purpose,
    marker: asked.marker,
    auditorId: asked.auditorId,
    allocationId: asked.allocationId ?? null,
    dueOn: asked.dueOn,
    replaces: last?.id ?? null,
    reason: asked.reason,
    assignedAt: tx.now,
  }
  await on(tx).insertInto('audits.assignment').values(row).execute()
  const subjects = [audited.id, ...(asked.auditorId === null ? [] : [asked.auditorId])]
  tx.trail.changed({ action: asked.auditorId === null ? 'audit.taken-off' : 'audit.assigned', subjects, content: row })
  return ok(row.id)
}
