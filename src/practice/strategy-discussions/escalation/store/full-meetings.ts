import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/** The full meeting that follows an emergency call; null while there is none. */
export async function findFullMeeting(tx: Tx, discussionId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from strategy.discussion
     where authority_id = ${tx.who.authorityId} and follows = ${discussionId} and origin = 'full-meeting'`.execute(
    tx.sql,
  )
  return rows[0]?.id ?? null
}
