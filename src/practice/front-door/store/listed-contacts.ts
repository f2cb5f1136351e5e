import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { SourceCode } from '../words.ts'

/** A contact as a list of the past tells of it: one child, a day, a source; no time, no outcome, no id. */
export interface ListedContact {
  readonly childId: string
  readonly on: Temporal.PlainDate
  readonly source: SourceCode
}

/** Contacts of one statement. */
const atOnce = 1000

/**
 * Takes contacts that have no id as history. A row is known by its child, its day, its source and its occurrence that day: of
 * three rows where two contacts are known, however they came here, one is new. So the same list twice changes nothing, and a
 * contact that an extract brought with its time is not told twice. Answers how many were new.
 */
export async function takeListedContacts(tx: Tx, contacts: readonly ListedContact[]): Promise<number> {
  let taken = 0
  const groups = [...Map.groupBy(contacts, keyOf).values()]
  for (let at = 0; at < groups.length; at += atOnce) {
    const part = groups.slice(at, at + atOnce)
    const known = await countKnown(
      tx,
      part.flatMap((group) => group[0] ?? []),
    )
    const fresh = part.flatMap((group) =>
      group.slice(known.get(keyOf(group[0] as ListedContact)) ?? 0).map((contact) => ({ ...contact, id: newId() })),
    )
    if (fresh.length > 0) await insert(tx, fresh)
    taken += fresh.length
  }
  return taken
}

const keyOf = ({ childId, on, source }: ListedContact): string => `${childId} ${on} ${source}`

async function countKnown(tx: Tx, contacts: readonly ListedContact[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<ListedContact & { many: number }>`
    select about.child_id, contact.received_on as "on", contact.source_code as source, count(*)::integer as many
      from front_door.contact_child about
      join front_door.contact contact on contact.authority_id = about.authority_id and contact.id = about.contact_id
     where about.authority_id = ${tx.who.authorityId}
       and (about.child_id, contact.received_on, contact.source_code) in (select * from ${unnested(contacts)})
     group by 1, 2, 3`.execute(tx.sql)
  return new Map(rows.map((row) => [keyOf(row), row.many]))
}

const unnested = (contacts: readonly ListedContact[]) => sql`unnest(
  ${contacts.map(({ childId }) => childId)}::uuid[], ${contacts.map(({ on }) => on.toString())}::date[],
  ${contacts.map(({ source }) => source)}::text[])`

async function insert(tx: Tx, contacts: readonly (ListedContact & { readonly id: string })[]): Promise<void> {
  const { authorityId } = tx.who
  const ids = contacts.map(({ id }) => id)
  await sql`
    insert into front_door.contact (authority_id, id, reference, source_system, source_contact_id, received_on, is_history,
                                    source_code, is_known_at_told)
    select ${authorityId}, listed.id, front_door.next_reference(listed.received_on), 'annex-a', listed.id::text,
           listed.received_on, true, listed.source_code, false
      from unnest(${ids}::uuid[], ${contacts.map(({ on }) => on.toString())}::date[],
                  ${contacts.map(({ source }) => source)}::text[]) as listed (id, received_on, source_code)`.execute(
    tx.sql,
  )
  await sql`
    insert into front_door.contact_child (authority_id, contact_id, child_id)
    select ${authorityId}, listed.*
      from unnest(${ids}::uuid[], ${contacts.map(({ childId }) => childId)}::uuid[]) listed`.execute(tx.sql)
  const subjects = contacts.flatMap(({ id, childId }) => [id, childId])
  tx.trail.changed({ action: 'contacts.listed', subjects, content: contacts })
}
