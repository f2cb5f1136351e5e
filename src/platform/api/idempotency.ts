import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

export interface KeptAnswer {
  readonly requestSha256: string
  readonly status: number
  readonly body: unknown
}

/** What tells one request from another under the same key. */
export const requestHash = (method: string, url: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex')

/** Waits for another request with the same key to end, and answers what it was answered; null when this is the first. */
export async function findAnswer(tx: Tx, tokenId: string, key: string): Promise<KeptAnswer | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tokenId} ${key}`}, 0))`.execute(tx.sql)
  const { rows } = await sql<KeptAnswer>`
    select request_sha256, status, body from api.answer
     where authority_id = ${tx.who.authorityId} and token_id = ${tokenId} and key = ${key}`.execute(tx.sql)
  return rows[0] ?? null
}

export async function keepAnswer(tx: Tx, tokenId: string, key: string, answer: KeptAnswer): Promise<void> {
  await sql`
    insert into api.answer (authority_id, token_id, key, request_sha256, status, body)
    values (${tx.who.authorityId}, ${tokenId}, ${key}, ${answer.requestSha256}, ${answer.status},
            ${JSON.stringify(answer.body)}::jsonb)`.execute(tx.sql)
}
