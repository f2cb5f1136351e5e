import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/** Children of contacts that were decided so many days ago or more, one of a contact, the latest first. */
export async function childrenHeardOf(tx: Tx, many: number, days: number): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select child_id from (
      select distinct on (contact_id) child_id, decided_at from front_door.decision
       where authority_id = ${tx.who.authorityId} and decided_at < ${tx.now.subtract({ hours: 24 * days })}
       order by contact_id, child_id) heard
     group by child_id order by max(decided_at) desc, child_id limit ${many}`.execute(tx.sql)
  return rows.map(({ childId }) => childId)
}
