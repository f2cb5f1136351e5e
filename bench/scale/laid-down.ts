import pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { type Database, openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { layDown } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { tell } from '../report.ts'

/** A database full of contacts, reached over one connection, so that what it touches can be counted. */
export interface Filled {
  readonly contacts: number
  readonly open: number
  readonly authorityId: number
  readonly database: Database
}

export interface Filling {
  readonly name: string
  readonly contacts: number
  /** About how many. */
  readonly children: number
  readonly open: number
  readonly late: number
  readonly at: Temporal.Instant
}

/** Fills a database of its own with so many contacts. The next run on this cluster finds it there when it asks for the same. */
export async function filled(cluster: Embedded, { name, ...plan }: Filling): Promise<Filled> {
  const url = databaseOf(cluster.migrationUrl, name)
  await freshDatabase(cluster, name, 'bench_empty')
  const laid = await layDown({ ...plan, url, seed: 1, calendar: shippedCalendar })
  const { contacts, open, late, children, seconds } = laid
  const [all, of] = [contacts, children].map((many) => many.toLocaleString('en-GB'))
  tell(
    `  ${all} contacts of ${of} children, ${open} open, ${late} late: laid down in ${(seconds / 60).toFixed(1)} minutes`,
  )
  await settle(url)
  const database = openDatabase(databaseOf(cluster.appUrl, name), { connections: 1 })
  return { contacts, open, authorityId: laid.authorityId, database }
}

/** Nothing of the filling is left to be written while something is measured. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** So many 8 kB pages of the database did `work` touch, in memory or on disk, planning included. */
export async function buffersTouched({ database }: Filled, work: () => Promise<void>): Promise<number> {
  const before = await touched(database)
  await work()
  const after = await touched(database)
  if (after.pid !== before.pid) throw new Error('another connection was used: what was touched is not known')
  return after.pages - before.pages
}

async function touched({ pool }: Database): Promise<{ readonly pid: number; readonly pages: number }> {
  await pool.query('select pg_stat_force_next_flush()')
  const { rows } = await pool.query<{ pid: number; pages: string }>(
    'select pg_backend_pid() as pid, sum(coalesce(hits, 0) + coalesce(reads, 0)) as pages from pg_stat_get_backend_io(pg_backend_pid())',
  )
  return { pid: rows[0]?.pid ?? 0, pages: Number(rows[0]?.pages) }
}
