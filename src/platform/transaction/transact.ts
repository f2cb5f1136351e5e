import { sql, type Transaction } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Identity } from '#platform/access'
import type { Database, PlatformTables } from '#platform/db'
import { openTrail, type Trail, writeTrail } from '#platform/trail'

/**
 * One open transaction and what must not be separated from it: who is asking (already set for row-level security), the
 * database's clock at its start, and the trail that is written with it. An area's store widens the tables:
 * `const on = (tx: Tx) => tx.sql.withTables<ChildrenTables>()`.
 */
export interface Tx {
  readonly sql: Transaction<PlatformTables>
  readonly now: Temporal.Instant
  readonly who: Identity
  readonly trail: Trail
}

/**
 * Runs `work` in one transaction as `who`: sets who is asking, runs, writes the trail entries, commits.
 * Anything thrown rolls everything back, the trail entries with it: no trail, no change.
 */
export function transact<T>(database: Database, who: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.kysely.transaction().execute(async (transaction) => {
    const now = await setWhoIsAsking(transaction, who)
    const tx: Tx = { sql: transaction, now, who, trail: openTrail(who, now) }
    const result = await work(tx)
    await writeTrail(transaction, who, tx.trail.entries())
    return result
  })
}

/**
 * Lets PostgreSQL look again at what stands in every table of these schemas, this transaction's own rows among them: for work that
 * fills tables a piece at a time and asks them by lists of ids meanwhile.
 */
export async function lookAgain(tx: Tx, schemas: readonly string[]): Promise<void> {
  await sql`select platform.look_again(${[...schemas]}::text[])`.execute(tx.sql)
}

/** Writes the changes so far, so that a long transaction does not hold the entries of all of them: still with its commit, or never. */
export const writeTrailSoFar = (tx: Tx): Promise<void> => writeTrail(tx.sql, tx.who, tx.trail.drain())

/** Carries the answer of a dry run out of the transaction that it undoes. */
class Undone extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('undone')
    this.answer = answer
  }
}

/** Like {@link transact}; for a dry run everything is done and undone, so that the answer is what would happen. */
export async function transactOrUndo<T>(
  database: Database,
  who: Identity,
  { isDryRun }: { readonly isDryRun: boolean },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await transact(database, who, async (tx) => {
      const answer = await work(tx)
      if (isDryRun) throw new Undone(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof Undone) return error.answer as T
    throw error
  }
}

async function setWhoIsAsking(transaction: Transaction<PlatformTables>, who: Identity): Promise<Temporal.Instant> {
  const person = who.kind === 'person' ? who.personId : ''
  const roles = who.kind === 'person' ? who.roles.join(',') : who.kind
  const link = who.kind === 'link' ? who : { linkId: '', purpose: '', subjectId: '' }
  const { rows } = await sql<{ now: Temporal.Instant }>`
    select now() as now, set_config('los.authority', ${String(who.authorityId)}, true),
           set_config('los.person', ${person}, true), set_config('los.roles', ${roles}, true),
           set_config('los.link', ${link.linkId}, true), set_config('los.link_purpose', ${link.purpose}, true),
           set_config('los.link_subject', ${link.subjectId ?? ''}, true)`.execute(transaction)
  const row = rows[0]
  if (!row) throw new Error('PostgreSQL did not answer who is asking')
  return row.now
}
