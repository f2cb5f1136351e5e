import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/**
 * Brings the projections of these contacts up to their facts, after decisions or children changed: how many children still
 * wait, and, when none does, from awaiting_outcome to completed. Answers the contacts whose last child has just had an
 * outcome. One statement, whatever the number of contacts.
 */
export async function settle(tx: Tx, contactIds: readonly string[]): Promise<readonly string[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql<{ contactId: string }>`
    with state as (
      select about.contact_id,
             count(*) filter (where removal.child_id is null)::integer as children,
             count(*) filter (where removal.child_id is null and decision.id is null)::integer as waiting,
             greatest(max(decision.known_at) filter (where removal.child_id is null), max(removal.known_at)) as completed_at
        from front_door.contact_child about
        left join front_door.contact_child_removal removal
          on removal.authority_id = about.authority_id and removal.contact_id = about.contact_id
         and removal.child_id = about.child_id
        left join front_door.decision decision
          on decision.authority_id = about.authority_id and decision.contact_id = about.contact_id
         and decision.child_id = about.child_id and decision.corrects is null
       where about.authority_id = ${tx.who.authorityId} and about.contact_id = any (${contactIds}::uuid[])
       group by about.contact_id
    ), kept as (
      update front_door.awaiting_outcome waiting
         set children = state.children, children_waiting = state.waiting
        from state
       where waiting.authority_id = ${tx.who.authorityId} and waiting.contact_id = state.contact_id and state.waiting > 0
    ), gone as (
      delete from front_door.awaiting_outcome waiting
       using state
       where waiting.authority_id = ${tx.who.authorityId} and waiting.contact_id = state.contact_id and state.waiting = 0
      returning waiting.*, state.completed_at
    ), done as (
      -- A child who was added later can have been decided at the very moment at which the contact was complete before.
      insert into front_door.completed
        (authority_id, contact_id, received_at, known_at, completed_at, team_id, source_code)
      select authority_id, contact_id, received_at, known_at, completed_at, team_id, source_code from gone
      on conflict do nothing
    )
    select contact_id from gone`.execute(tx.sql)
  return rows.map(({ contactId }) => contactId)
}
