import { sql, type Transaction } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { LinkIdentity } from '#platform/access'
import type { Database, PlatformTables } from '#platform/db'
import { hashToken } from '#platform/http'
import { openTrail, writeTrail } from '#platform/trail'
import type { Tx } from '#platform/transaction'

interface OpenedRow {
  readonly state: 'open' | 'used' | 'expired' | 'ended'
  readonly at: Temporal.Instant
  readonly authorityId: number
  readonly authorityName: string
  readonly isSample: boolean
  readonly linkId: string
  readonly subjectId: string
  readonly expiresAt: Temporal.Instant | null
  readonly usedAt: Temporal.Instant | null
  /** The form that the answer came by. */
  readonly usedForm: string | null
}

export type Entered = OpenedRow & { readonly tx: Tx }

export interface Knock {
  readonly token: string
  readonly purpose: string
  /** The network address, for the trail. */
  readonly from: string
  /** The pattern of the address, for the trail. */
  readonly page: string
  /** Held until the end of the transaction: two answers at once are one. */
  readonly isToAnswer: boolean
}

/** As `makeLink` makes them; anything else is answered without asking the database. */
const isToken = (token: string): boolean => /^[\w-]{43}$/.test(token)

/**
 * Opens ONE transaction for a request by this link, runs `work`, writes the trail, commits. Row-level security sees the link
 * alone, and its subject only while it is good. 'nobody' when there is no such link of this purpose.
 */
export async function enterByLink<T>(
  database: Database,
  { token, purpose, from, page, isToAnswer }: Knock,
  work: (entered: Entered) => Promise<T>,
): Promise<T | 'nobody'> {
  if (!isToken(token)) return 'nobody'
  return database.kysely.transaction().execute(async (transaction: Transaction<PlatformTables>) => {
    const { rows } = await sql<OpenedRow>`
      select * from links.open_request(${hashToken(token)}, ${purpose}, ${isToAnswer})`.execute(transaction)
    const [row] = rows
    if (!row) return 'nobody'
    const isGood = row.state === 'open' || row.state === 'used'
    const { authorityId, linkId } = row
    const subjectId = isGood ? row.subjectId : null
    const who: LinkIdentity = { kind: 'link', authorityId, linkId, purpose, subjectId, from }
    const tx: Tx = { sql: transaction, now: row.at, who, trail: openTrail(who, row.at, page) }
    const value = await work({ ...row, tx })
    await writeTrail(transaction, who, tx.trail.entries())
    return value
  })
}
