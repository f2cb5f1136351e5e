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
 * however often it is changed. Null when neither has an address here.
 */
export async function findOrganiserEmail(tx: Tx, discussionId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select coalesce(arranger.email, chair.email) as email
      from strategy.arrangement first
      left join organisation.person arranger
        on arranger.authority_id = first.authority_id and arranger.id = first.recorded_by
      left join organisation.person chair on chair.authority_id = first.authority_id and chair.id = first.chair_id
     where first.authority_id = ${tx.who.authorityId} and first.discussion_id = ${discussionId} and first.replaces is null`.execute(
    tx.sql,
  )
  return rows[0]?.email ?? null
}
