import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/** A worker whose work is audited, and who may say how they see it before it is graded. */
export interface AskedToReflect {
  readonly caseId: string
  readonly reference: string
  readonly personId: string
}

/** Those of these people who have not reflected on a case that is given to somebody and not sent in. Never on a discussion. */
export async function listAskedToReflect(tx: Tx, people: readonly string[]): Promise<readonly AskedToReflect[]> {
  const { rows } = await sql<AskedToReflect>`
    select audited.id as case_id, audited.reference, about.person_id
      from audits.case_person about
      join audits.audit_case audited on audited.authority_id = about.authority_id and audited.id = about.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      join audits.tool_version version
        on version.authority_id = round.authority_id and version.id = round.tool_version_id
     where about.authority_id = ${tx.who.authorityId} and about.part = 'worker'
       and about.person_id = any (${[...people]}::uuid[])
       and audited.subject <> 'strategy-discussion' and round.kind <> 'standardisation'
       and version.content -> 'voices' ? 'worker'
       and exists (select from audits.standing_assignment given
                    where given.authority_id = audited.authority_id and given.case_id = audited.id)
       and not exists (select from audits.excuse excused
                        where excused.authority_id = audited.authority_id and excused.case_id = audited.id)
       and not exists (select from audits.voice said
                        where said.authority_id = audited.authority_id and said.case_id = audited.id
                          and said.person_id = about.person_id and said.moment = 'before')
       and not exists (select from audits.progress_of(audited.id) where is_sent)
     order by audited.number`.execute(tx.sql)
  return rows
}
