import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Database } from '#platform/db'
import type { Tx } from '#platform/transaction'
import type { Scope } from './route.ts'

/** Who speaks: a system of one authority, with what it may do. */
export interface ApiClient {
  readonly authorityId: number
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes a token and answers it: the one time that it can be seen. */
export async function createToken(tx: Tx, name: string, scopes: readonly Scope[]): Promise<string> {
  const token = `los_${randomBytes(32).toString('base64url')}`
  const id = newId()
  await sql`
    insert into api.token (authority_id, id, name, token_hash, scopes)
    values (${tx.who.authorityId}, ${id}, ${name}, ${hashOf(token)}, ${[...scopes]})`.execute(tx.sql)
  tx.trail.changed({ action: 'api-token.created', subjects: [id], content: { name, scopes } })
  return token
}

/** Ends every token of this name. Answers how many there were. */
export async function endTokens(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update api.token set ended_at = now()
     where authority_id = ${tx.who.authorityId} and name = ${name} and ended_at is null returning id`.execute(tx.sql)
  const subjects = rows.map(({ id }) => id)
  if (subjects.length > 0) tx.trail.changed({ action: 'api-token.ended', subjects, content: { name } })
  return rows.length
}

/** Whose token this is; null for one that was ended or never given. */
export async function findClient(database: Database, token: string): Promise<ApiClient | null> {
  const { rows } = await sql<ApiClient>`select * from api.find_token(${hashOf(token)})`.execute(database.kysely)
  return rows[0] ?? null
}
