import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { isId, newId } from '#kernel/ids'
import { isRole } from '#platform/access'
import type { Database, PlatformTables } from '#platform/db'
import { openTrail, writeTrail } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { identityOf, type User } from './user.ts'

export const sessionCookie = 'los_session'

/** Opaque: 32 random bytes. The database keeps only its SHA-256, so a copy of the database opens nothing. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

interface OpenedRow {
  /** 'second-factor': signed in, and it has not been passed yet. PostgreSQL gives such a session no roles. */
  readonly state: 'open' | 'expired' | 'second-factor'
  readonly at: Temporal.Instant
  readonly authorityId: number
  readonly authorityName: string
  readonly isSample: boolean
  readonly personId: string
  readonly personName: string
  readonly roles: string[]
  readonly agencyId: string | null
}

export interface Entered {
  readonly tx: Tx
  readonly user: User
  /** False when the session was idle too long: only what was typed may be kept. */
  readonly isOpen: boolean
}

const openRequest = (token: string): RawBuilder<OpenedRow> =>
  sql<OpenedRow>`select * from platform.open_request(${hashToken(token)})`

/**
 * Opens ONE transaction for a request of this session, runs `work`, writes the trail, commits. Nothing has been sent
 * yet when this resolves. Throwing rolls everything back. `page` is the pattern of the address, for the trail.
 *
 * Whoever has still to pass a second factor is nobody: every page, piece, file and draft comes through here, so this is the one
 * place. They are sent to sign in, and from there on to the page that asks for the code.
 */
export async function enter<T>(
  database: Database,
  token: string,
  from: string,
  work: (entered: Entered) => Promise<T>,
  page?: string,
): Promise<T | 'nobody'> {
  return database.kysely.transaction().execute(async (transaction: Transaction<PlatformTables>) => {
    const row = (await openRequest(token).execute(transaction)).rows[0]
    if (!row || row.state === 'second-factor') return 'nobody'
    const user = userOf(row)
    const who = identityOf(user, from)
    const tx: Tx = { sql: transaction, now: row.at, who, trail: openTrail(who, row.at, page) }
    const value = await work({ tx, user, isOpen: row.state === 'open' })
    await writeTrail(transaction, who, tx.trail.entries())
    return value
  })
}

const userOf = (row: OpenedRow): User => ({
  personId: row.personId,
  name: row.personName,
  roles: row.roles.filter(isRole),
  authorityId: row.authorityId,
  authorityName: row.authorityName,
  isSample: row.isSample,
  agencyId: row.agencyId,
})

/** A once-only form token that only this session could have been given. */
export function newFormToken(sessionToken: string): string {
  const id = newId()
  return `${id}.${signature(sessionToken, id)}`
}

/** The token's id, or null when it was not given to this session (a forged request). */
export function readFormToken(sessionToken: string, token: string): string | null {
  const [id = '', given = ''] = token.split('.')
  const expected = Buffer.from(signature(sessionToken, id))
  const offered = Buffer.from(given)
  return isId(id) && offered.length === expected.length && timingSafeEqual(offered, expected) ? id : null
}

const signature = (sessionToken: string, id: string): string =>
  createHmac('sha256', sessionToken).update(id).digest('base64url')
