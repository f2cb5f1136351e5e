import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Grade } from '../../words.ts'

/** A case of a standardisation session, as far as whoever asks may see it yet. */
export interface SessionCase {
  readonly caseId: string
  readonly reference: string
  /** The grade agreed beforehand; null until whoever asks has graded it themselves, if they are to. */
  readonly agreed: Grade | null
  readonly agreedReasons: string
  /** How many are to grade it, and how many have. */
  readonly given: number
  readonly sent: number
  /** What each came to, by name; those whose grades whoever asks may see. */
  readonly grades: readonly { readonly auditorId: string; readonly name: string; readonly grade: Grade }[]
  /** Whoever asks is to grade it, and has not. */
  readonly isMineToGrade: boolean
}

/** The cases of a session, in the order in which they were added. */
export async function listSessionCases(tx: Tx, cycleId: string): Promise<readonly SessionCase[]> {
  const me = tx.who.kind === 'person' ? tx.who.personId : null
  const { rows } = await sql<SessionCase>`
    select audited.id as case_id, audited.reference, standard.grade as agreed, coalesce(standard.reasons, '') as agreed_reasons,
           counted.given, counted.sent,
           coalesce((select json_agg(json_build_object('auditorId', sent.auditor_id, 'name', person.name, 'grade', sent.grade)
                                     order by person.name, sent.auditor_id)
                       from audits.standing_submission sent
                       join organisation.person person
                         on person.authority_id = sent.authority_id and person.id = sent.auditor_id
                      where sent.authority_id = audited.authority_id and sent.case_id = audited.id), '[]') as grades,
           exists (select from audits.standing_assignment given
                    where given.authority_id = audited.authority_id and given.case_id = audited.id
                      and given.auditor_id = ${me}::uuid and not audits.is_sent_in(given.id)) as is_mine_to_grade
      from audits.audit_case audited
      join audits.graded_in_session(${cycleId}) counted on counted.case_id = audited.id
      left join audits.standard_grade standard
        on standard.authority_id = audited.authority_id and standard.case_id = audited.id
     where audited.authority_id = ${tx.who.authorityId} and audited.cycle_id = ${cycleId}
     order by audited.number`.execute(tx.sql)
  tx.trail.saw(
    'audit',
    rows.map(({ caseId }) => caseId),
  )
  return rows
}

/** Keeps the grade agreed beforehand, with its reasons. */
export async function recordStandard(
  tx: Tx,
  caseId: string,
  standard: { readonly grade: Grade; readonly reasons: string },
): Promise<void> {
  const row = { authorityId: tx.who.authorityId, caseId, ...standard }
  await on(tx).insertInto('audits.standardGrade').values(row).execute()
  tx.trail.changed({ action: 'audit.standard-agreed', subjects: [caseId], content: row })
}

/** A finished audit that a session can look at again: by its reference, of the session's tool. */
export async function findFinished(tx: Tx, reference: string): Promise<{ readonly id: string } | null> {
  const { rows } = await sql<{ id: string }>`
    select audited.id from audits.audit_case audited
      join audits.sent_in(array[audited.id]) sent on sent.case_id = audited.id and sent.marks > 0
     where audited.authority_id = ${tx.who.authorityId} and audited.reference = ${reference}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Who was invited to a session: to whom one of its cases stands given. */
export async function listInvited(
  tx: Tx,
  cycleId: string,
): Promise<readonly { readonly caseId: string; readonly personId: string; readonly marker: number }[]> {
  const { rows } = await sql<{ caseId: string; personId: string; marker: number }>`
    select given.case_id, given.auditor_id as person_id, given.marker
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
     where given.authority_id = ${tx.who.authorityId} and audited.cycle_id = ${cycleId}`.execute(tx.sql)
  return rows
}

/** Sessions, the latest first. */
export interface Session {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly toolName: string
  readonly dueOn: Temporal.PlainDate
}

export async function listSessions(tx: Tx): Promise<readonly Session[]> {
  const { rows } = await sql<Session>`
    select round.id, round.reference, round.name, tool.name as tool_name, round.due_on
      from audits.cycle round
      join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
      join audits.tool tool on tool.authority_id = version.authority_id and tool.id = version.tool_id
     where round.authority_id = ${tx.who.authorityId} and round.kind = 'standardisation'
     order by round.number desc limit 200`.execute(tx.sql)
  return rows
}

/** Tools of which a version has been published. */
export async function listToolChoices(tx: Tx): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select tool.id, tool.name from audits.tool tool
     where tool.authority_id = ${tx.who.authorityId}
       and exists (select from audits.tool_version version
                    where version.authority_id = tool.authority_id and version.tool_id = tool.id)
     order by tool.name`.execute(tx.sql)
  return rows
}
