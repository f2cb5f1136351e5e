import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Method, SourceCode, Urgency } from '../../words.ts'
import type { ExtractContact } from './contacts.ts'

/** A contact that came with an earlier extract, as it was recorded then. */
export interface KnownContact {
  readonly id: string
  readonly sourceContactId: string
  readonly receivedAt: Temporal.Instant | null
  readonly isHistory: boolean
  readonly sourceCode: SourceCode
  readonly method: Method | null
  readonly urgency: Urgency | null
  readonly concern: string
}

export async function findKnownContacts(
  tx: Tx,
  system: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, KnownContact>> {
  const { rows } = await sql<KnownContact>`
    select id, source_contact_id, received_at, is_history, source_code, method, urgency, concern
      from front_door.contact
     where authority_id = ${tx.who.authorityId} and source_system = ${system}
       and source_contact_id = any (${[...contactIds]}::text[])`.execute(tx.sql)
  return new Map(rows.map((row) => [row.sourceContactId, row]))
}

/** How rows of an extract are told apart: "contact child". */
export const rowKey = (contactId: string, childId: string): string => JSON.stringify([contactId, childId])

/** The hash of each row of these contacts as it was last taken. */
export async function findTakenRows(
  tx: Tx,
  system: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ contactId: string; childId: string; sha256: string }>`
    select distinct on (source_contact_id, source_child_id)
           source_contact_id as contact_id, source_child_id as child_id, row_sha256 as sha256
      from front_door.extract_row
     where authority_id = ${tx.who.authorityId} and source_system = ${system}
       and source_contact_id = any (${[...contactIds]}::text[])
     order by source_contact_id, source_child_id, taken_at desc`.execute(tx.sql)
  return new Map(rows.map(({ contactId, childId, sha256 }) => [rowKey(contactId, childId), sha256]))
}

/** Remembers these rows as taken. */
export async function keepTakenRows(tx: Tx, system: string, contacts: readonly ExtractContact[]): Promise<void> {
  const rows = contacts.flatMap(({ rows: own }) => own)
  await sql`
    insert into front_door.extract_row (authority_id, source_system, source_contact_id, source_child_id, row_sha256)
    select ${tx.who.authorityId}, ${system}, taken.*
      from unnest(${rows.map(({ value }) => value.contactId)}::text[], ${rows.map(({ value }) => value.child.id)}::text[],
                  ${rows.map(({ sha256 }) => sha256)}::text[]) as taken`.execute(tx.sql)
}
