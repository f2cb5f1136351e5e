import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** An audit that was given to somebody, whose day has come, and that was not sent in. */
export interface LateAudit {
  readonly assignmentId: string
  readonly caseId: string
  readonly caseReference: string
  readonly auditorId: string
  readonly dueOn: Temporal.PlainDate
}

/** All of them on a day, the longest due first. For the job: without a word of what is audited. */
export async function listLate(tx: Tx, today: Temporal.PlainDate): Promise<readonly LateAudit[]> {
  const { rows } = await sql<LateAudit>`
    select given.id as assignment_id, given.case_id, audited.reference as case_reference, given.auditor_id, given.due_on
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
     where given.authority_id = ${tx.who.authorityId} and given.due_on <= ${today}
       and not exists (select from audits.submission sent
                        where sent.authority_id = given.authority_id and sent.assignment_id = given.id)
       and not exists (select from audits.excuse excused
                        where excused.authority_id = given.authority_id and excused.case_id = given.case_id)
     order by given.due_on, audited.number, given.purpose, given.marker`.execute(tx.sql)
  return rows
}
