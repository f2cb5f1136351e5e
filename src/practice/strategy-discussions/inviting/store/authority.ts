import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/** What the authority is called in what it writes. */
export async function findAuthorityName(tx: Tx): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from platform.authority where authority_id = ${tx.who.authorityId}`.execute(tx.sql)
  return rows[0]?.name ?? 'The authority'
}

/**
 * Whose meeting it is in calendars: whoever arranged it first, else whoever chaired it then, so that it stays the same person
 * however often it is changed. Where the case system arranged it: the manager of the allocated worker, or one of those who manage
 * discussions. Null when nobody has an address here.
 */
export async function findOrganiserEmail(tx: Tx, discussionId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select coalesce(arranger.email, chair.email, manager.email, worker.email, (
             select person.email
               from organisation.person person
               join organisation.standing_person_role role
                 on role.authority_id = person.authority_id and role.person_id = person.id
              where person.authority_id = first.authority_id and person.is_active
                and role.role in ('service-manager', 'duty-manager', 'team-manager', 'head-of-service')
              order by person.id limit 1)) as email
      from strategy.arrangement first
      join strategy.discussion discussion
        on discussion.authority_id = first.authority_id and discussion.id = first.discussion_id
      left join organisation.person worker
        on worker.authority_id = first.authority_id and worker.id = discussion.allocated_worker_id
      left join organisation.person manager
        on manager.authority_id = worker.authority_id and manager.id = worker.line_manager_id
      left join organisation.person arranger
        on arranger.authority_id = first.authority_id and arranger.id = first.recorded_by
      left join organisation.person chair on chair.authority_id = first.authority_id and chair.id = first.chair_id
     where first.authority_id = ${tx.who.authorityId} and first.discussion_id = ${discussionId} and first.replaces is null`.execute(
    tx.sql,
  )
  return rows[0]?.email ?? null
}
