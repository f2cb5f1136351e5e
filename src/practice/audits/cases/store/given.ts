import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Purpose, Subject } from '../../words.ts'

/** An audit that somebody has and has not sent in. */
export interface Given {
  readonly assignmentId: string
  readonly caseId: string
  readonly reference: string
  readonly purpose: Purpose
  readonly subject: Subject
  readonly teamName: string | null
  readonly auditorId: string
  readonly dueOn: Temporal.PlainDate
}

/** What these people have to do, soonest due first. What was excused is asked of nobody. */
export async function listGiven(tx: Tx, people: readonly string[]): Promise<readonly Given[]> {
  const { rows } = await sql<Given>`
    select given.id as assignment_id, given.case_id, audited.reference, given.purpose, audited.subject, team.name as team_name,
           given.auditor_id, given.due_on
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
      left join organisation.team team on team.authority_id = audited.authority_id and team.id = audited.team_id
     where given.authority_id = ${tx.who.authorityId} and given.auditor_id = any (${[...people]}::uuid[])
       and not audits.is_sent_in(given.id)
       and not exists (select from audits.excuse excused
                        where excused.authority_id = given.authority_id and excused.case_id = given.case_id)
     order by given.due_on, audited.number`.execute(tx.sql)
  return rows
}
