import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { roleNames } from '#platform/access'
import type { Tx } from '#platform/transaction'

/**
 * Brings what repeats today's state up to date with the dated records: a person's team and line manager, and the roles
 * of their account. Called after every change, and hourly, because a change planned for Monday takes effect with nobody
 * at a keyboard. Answers how many people it touched; a second call touches none.
 */
export async function refreshStanding(tx: Tx, personId?: string): Promise<number> {
  const today = londonDate(tx.now)
  const one = personId === undefined ? sql`true` : sql`person.id = ${personId}`
  const people = await sql`
    update organisation.person person set team_id = today.team_id, line_manager_id = today.manager_id
      from (
        select person.id,
               (select team_id from organisation.standing_membership entry
                 where entry.authority_id = person.authority_id and entry.person_id = person.id
                   and starts_on <= ${today} and (ends_on is null or ends_on > ${today})
                 order by starts_on desc, entry.id desc limit 1) as team_id,
               (select manager_id from organisation.standing_line_management entry
                 where entry.authority_id = person.authority_id and entry.person_id = person.id
                   and starts_on <= ${today} and (ends_on is null or ends_on > ${today})
                 order by starts_on desc, entry.id desc limit 1) as manager_id
          from organisation.person person
         where person.authority_id = ${tx.who.authorityId} and ${one}
      ) today
     where person.authority_id = ${tx.who.authorityId} and person.id = today.id
       and (person.team_id, person.line_manager_id) is distinct from (today.team_id, today.manager_id)`.execute(tx.sql)
  const accounts = await sql`
    update platform.account account set roles = today.roles
      from (
        select person.id, array(
                 select distinct_role.role from (
                   select distinct entry.role from organisation.standing_person_role entry
                    where entry.authority_id = person.authority_id and entry.person_id = person.id
                      and starts_on <= ${today} and (ends_on is null or ends_on > ${today})
                 ) distinct_role
                 order by array_position(${roleNames}::text[], distinct_role.role)
               ) as roles
          from organisation.person person
         where person.authority_id = ${tx.who.authorityId} and ${one}
      ) today
     where account.authority_id = ${tx.who.authorityId} and account.id = today.id
       and account.roles is distinct from today.roles`.execute(tx.sql)
  return Number((people.numAffectedRows ?? 0n) + (accounts.numAffectedRows ?? 0n))
}
