import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import type { PlatformTables } from './tables.ts'

/** An open connection pool. Everything a person or a job does goes through {@link transact} on it. */
export interface Database {
  /** Where it is, password included: for a thread that opens a pool of its own, never to be shown. */
  readonly url: string
  readonly kysely: Kysely<PlatformTables>
  readonly pool: pg.Pool
  close(): Promise<void>
}

const timestamptz = 1184
const date = 1082
const int8 = 20
const numeric = 1700

const parsers = new Map<number, (text: string) => unknown>([
  [timestamptz, (text) => Temporal.Instant.from(text.replace(' ', 'T'))],
  [date, (text) => Temporal.PlainDate.from(text)],
  [int8, Number],
  [numeric, Number],
])

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser

// node-postgres asks a parameter for `toPostgres`; without it a Temporal value would be sent as quoted JSON.
for (const prototype of [Temporal.Instant.prototype, Temporal.PlainDate.prototype]) {
  Object.defineProperty(prototype, 'toPostgres', {
    configurable: true,
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
}

/** Opens a pool on a PostgreSQL URL. Connects on first use, so it never fails by itself. */
export function openDatabase(url: string, options: { readonly connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    types: { getTypeParser },
    // A request that waits this long for a connection should say so rather than hang.
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection that the server drops is replaced at next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const kysely = new Kysely<PlatformTables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  // Kysely ends the pool only when it has used it.
  const close = async (): Promise<void> => {
    await kysely.destroy()
    if (!pool.ended) await pool.end()
  }
  return { url, kysely, pool, close }
}

/** Every authority in this database, for jobs that visit each in turn. */
export async function listAuthorities(
  database: Database,
): Promise<readonly { readonly authorityId: number; readonly name: string; readonly isSample: boolean }[]> {
  const { rows } = await sql<{ authorityId: number; name: string; isSample: boolean }>`
    select * from platform.list_authorities()`.execute(database.kysely)
  return rows
}
