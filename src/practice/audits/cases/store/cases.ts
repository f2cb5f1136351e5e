import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { AuditedState, CycleKind, Part, Subject } from '../../words.ts'

/** One piece of work that is audited, with its round. */
export interface AuditCase {
  readonly id: string
  /** "AU-412". */
  readonly reference: string
  readonly cycleId: string
  readonly cycleReference: string
  readonly cycleName: string
  readonly cycleKind: CycleKind
  readonly toolVersionId: string
  /** How many audit it, each on their own. */
  readonly markers: number
  readonly toolName: string
  readonly subject: Subject
  readonly contactId: string | null
  readonly discussionId: string | null
  readonly childId: string | null
  readonly supervisedId: string | null
  readonly happenedOn: Temporal.PlainDate
  readonly state: AuditedState | null
  readonly teamId: string | null
  readonly teamName: string | null
  readonly areaId: string | null
  readonly dueOn: Temporal.PlainDate
  /** '' where it is known whose work it is; otherwise why it is not. */
  readonly independenceUnknown: string
  readonly follows: string | null
  readonly openedAt: Temporal.Instant
  readonly people: readonly CasePerson[]
  readonly childIds: readonly string[]
}

export interface CasePerson {
  readonly personId: string
  readonly name: string
  readonly part: Part
}

/** The case, or null when there is none that whoever asks may know of. Trailed as read. */
export async function findCase(tx: Tx, id: string): Promise<AuditCase | null> {
  const { rows } = await sql<Omit<AuditCase, 'people' | 'childIds'>>`
    select audited.id, audited.reference, audited.cycle_id, round.reference as cycle_reference, round.name as cycle_name,
           round.kind as cycle_kind, round.tool_version_id, round.markers, tool.name as tool_name, audited.subject, audited.contact_id,
           audited.discussion_id, audited.child_id, audited.supervised_id, audited.happened_on, audited.state, audited.team_id,
           team.name as team_name, audited.area_id, audited.due_on, audited.independence_unknown, audited.follows,
           audited.opened_at
      from audits.audit_case audited
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
      join audits.tool tool on tool.authority_id = version.authority_id and tool.id = version.tool_id
      left join organisation.team team on team.authority_id = audited.authority_id and team.id = audited.team_id
     where audited.authority_id = ${tx.who.authorityId} and audited.id = ${id}`.execute(tx.sql)
  const found = rows[0]
  if (found === undefined) return null
  tx.trail.saw('audit', [found.id])
  return { ...found, people: await peopleOf(tx, id), childIds: await childrenOf(tx, id) }
}

/** The same, locked against whoever else would change what becomes of it. */
export async function lockCase(tx: Tx, id: string): Promise<AuditCase | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audits.audit_case ${id}`}, 0))`.execute(tx.sql)
  return findCase(tx, id)
}

async function peopleOf(tx: Tx, caseId: string): Promise<readonly CasePerson[]> {
  const { rows } = await sql<CasePerson>`
    select named.person_id, person.name, named.part
      from audits.case_person named
      join organisation.person person on person.authority_id = named.authority_id and person.id = named.person_id
     where named.authority_id = ${tx.who.authorityId} and named.case_id = ${caseId}
     order by person.name, named.part`.execute(tx.sql)
  return rows
}

async function childrenOf(tx: Tx, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select child_id from audits.case_child
     where authority_id = ${tx.who.authorityId} and case_id = ${caseId} order by child_id`.execute(tx.sql)
  return rows.map(({ childId }) => childId)
}
