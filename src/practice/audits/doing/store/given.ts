import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Purpose } from '../../words.ts'

/** A case as it stands given to somebody. */
export interface Given {
  readonly assignmentId: string
  readonly caseId: string
  readonly purpose: Purpose
  readonly marker: number
  readonly auditorId: string
  readonly auditorName: string
  readonly dueOn: Temporal.PlainDate
}

/** To whom a case stands given, markers first. */
export async function listGiven(tx: Tx, caseId: string): Promise<readonly Given[]> {
  const { rows } = await sql<Given>`
    select given.id as assignment_id, given.case_id, given.purpose, given.marker, given.auditor_id,
           person.name as auditor_name, given.due_on
      from audits.standing_assignment given
      join organisation.person person on person.authority_id = given.authority_id and person.id = given.auditor_id
     where given.authority_id = ${tx.who.authorityId} and given.case_id = ${caseId}
     order by given.purpose, given.marker`.execute(tx.sql)
  return rows
}

/** The same for one person; null where it is not given to them. */
export const findGivenTo = async (tx: Tx, caseId: string, personId: string): Promise<Given | null> =>
  (await listGiven(tx, caseId)).find(({ auditorId }) => auditorId === personId) ?? null
