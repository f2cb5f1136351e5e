import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/**
 * For a past that is laid down rather than lived (the sample authority): what these contacts still ask for was done five
 * hours before it was due, or now, by `by`. The facts are written and the list of what is to do is cleared.
 */
export async function settlePast(tx: Tx, contactIds: readonly string[], by: string): Promise<void> {
  if (contactIds.length === 0) return
  const ours = sql`authority_id = ${tx.who.authorityId} and contact_id = any (${[...contactIds]}::uuid[])`
  await sql`
    insert into front_door.contact_event
      (authority_id, id, contact_id, kind, happened_at, how, was_done, note, recorded_at, recorded_by)
    select authority_id, gen_random_uuid(), contact_id,
           case kind when 'acknowledge-referrer' then 'referrer-acknowledged' when 'tell-referrer' then 'referrer-told'
                     when 'tell-family' then 'family-told' else 'written-form-received' end,
           least(due_at - interval '5 hours', ${tx.now}), 'email', true, '', least(due_at - interval '5 hours', ${tx.now}), ${by}
      from front_door.to_do
     where ${ours} and kind in ('acknowledge-referrer', 'tell-referrer', 'tell-family', 'written-form')`.execute(tx.sql)
  await sql`
    insert into front_door.decision_follow_up
      (authority_id, id, decision_id, contact_id, kind, happened_at, person_name, note, recorded_at, recorded_by)
    select authority_id, gen_random_uuid(), subject_id, contact_id,
           case kind when 'acceptance' then 'accepted' when 'allocated-team' then 'acknowledged'
                     when 'second-manager' then 'confirmed' else 'departure-followed-up' end,
           least(due_at - interval '5 hours', ${tx.now}), 'The duty desk', 'Looked at and agreed',
           least(due_at - interval '5 hours', ${tx.now}), ${by}
      from front_door.to_do
     where ${ours} and kind in ('acceptance', 'allocated-team', 'second-manager', 'departure', 'late-recording')`.execute(
    tx.sql,
  )
  await sql`delete from front_door.to_do where ${ours}`.execute(tx.sql)
  tx.trail.changed({ action: 'contacts.past-settled', subjects: contactIds, content: { by } })
}
