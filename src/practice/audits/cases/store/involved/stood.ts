import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** Where somebody stood on a day. */
export interface Stood {
  readonly teamId: string | null
  readonly areaId: string | null
  readonly managerId: string | null
}

const nowhere: Stood = { teamId: null, areaId: null, managerId: null }

/** The team and line manager of each of these people on a day; whoever was nowhere is answered as that. */
export async function whereTheyStood(
  tx: Tx,
  personIds: readonly (string | null)[],
  day: Temporal.PlainDate,
): Promise<(personId: string | null) => Stood> {
  const ids = [...new Set(personIds.filter((id) => id !== null))]
  if (ids.length === 0) return () => nowhere
  const { rows } = await sql<Stood & { personId: string }>`
    select person.id as person_id, team.id as team_id, team.area_id, line.manager_id
      from organisation.person person
      left join organisation.standing_membership member
        on member.authority_id = person.authority_id and member.person_id = person.id and member.starts_on <= ${day}
           and (member.ends_on is null or member.ends_on > ${day})
      left join organisation.team team on team.authority_id = member.authority_id and team.id = member.team_id
      left join organisation.standing_line_management line
        on line.authority_id = person.authority_id and line.person_id = person.id and line.starts_on <= ${day}
           and (line.ends_on is null or line.ends_on > ${day})
     where person.authority_id = ${tx.who.authorityId} and person.id = any (${ids}::uuid[])`.execute(tx.sql)
  const stood = new Map(rows.map((row) => [row.personId, row]))
  return (personId) => stood.get(personId ?? '') ?? nowhere
}
