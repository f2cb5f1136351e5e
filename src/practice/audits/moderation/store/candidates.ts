import { sql } from 'kysely'
import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'

/** Somebody who could moderate, and how many audits they have to do. */
export interface Moderator {
  readonly personId: string
  readonly name: string
  readonly open: number
}

/** Everybody who may audit and is trained for one tool or another, by name. */
export async function listModerators(tx: Tx): Promise<readonly Moderator[]> {
  const { rows } = await sql<Moderator>`
    select person.id as person_id, person.name,
           (select count(*)::integer from audits.standing_assignment given
             where given.authority_id = person.authority_id and given.auditor_id = person.id
               and not audits.is_sent_in(given.id)
               and not exists (select from audits.excuse excused
                                where excused.authority_id = given.authority_id and excused.case_id = given.case_id)) as open
      from organisation.person person
      join platform.account account on account.authority_id = person.authority_id and account.id = person.id
     where person.authority_id = ${tx.who.authorityId} and person.is_active and person.agency_id is null
       and account.roles && ${[...access.doAudits.roles]}::text[]
       and exists (select from audits.standing_tool_training trained
                    where trained.authority_id = person.authority_id and trained.person_id = person.id)
     order by person.name, person.id`.execute(tx.sql)
  return rows
}

/** Of these people, those who are independent of each of these cases, as the database says. */
export async function listFree(
  tx: Tx,
  caseIds: readonly string[],
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ caseId: string; free: readonly string[] }>`
    select wanted.id as case_id, coalesce(array_agg(person.id) filter (
             where audits.why_not_independent(wanted.id, person.id, 'moderate', 1) = '{}'), '{}') as free
      from unnest(${[...caseIds]}::uuid[]) wanted (id) cross join unnest(${[...people]}::uuid[]) person (id)
     group by wanted.id`.execute(tx.sql)
  return new Map(rows.map(({ caseId, free }) => [caseId, free]))
}

/** Who may sit on the panel of a case, and of the others why not. */
export interface PanelChoice {
  readonly personId: string
  readonly name: string
  readonly jobTitle: string
  /** Of `audits.why_not_on_panel`; none for who may. */
  readonly reasons: readonly string[]
}

export async function listPanelChoices(tx: Tx, caseId: string): Promise<readonly PanelChoice[]> {
  const { rows } = await sql<PanelChoice>`
    select person.id as person_id, person.name, person.job_title, audits.why_not_on_panel(${caseId}, person.id) as reasons
      from organisation.person person
      join platform.account account on account.authority_id = person.authority_id and account.id = person.id
     where person.authority_id = ${tx.who.authorityId} and person.is_active and person.agency_id is null
       and account.roles && array['qa-lead', 'moderator', 'service-manager']
     order by person.name, person.id`.execute(tx.sql)
  return rows
}
