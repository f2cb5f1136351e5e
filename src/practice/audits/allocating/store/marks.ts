import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import type { Assignment } from '../../allocation/rules/problem.ts'

/** Who audits what in a round as it stands now, whoever gave it. */
export async function listMarks(tx: Tx, cycleId: string): Promise<readonly Assignment[]> {
  const { rows } = await sql<Assignment>`
    select given.case_id as case, given.auditor_id as auditor
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
     where given.authority_id = ${tx.who.authorityId} and given.purpose = 'mark' and audited.cycle_id = ${cycleId}
     order by given.case_id, given.marker`.execute(tx.sql)
  return rows
}
