import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

// Any fixed number: two starters at once take turns on it.
const lock = 7_215_021

interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/**
 * Brings the database up to date as the migrator: numbered plain SQL files, each in its own transaction, forward only.
 * Two starters at once take turns. Refuses a file that was edited after it was applied, and a database newer than this
 * program. Returns the names applied now.
 */
export async function migrate(migrationUrl: string, appRole: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await makeLedger(client)
    const pending = await findPending(client, await readMigrations())
    for (const migration of pending) await apply(client, migration, appRole)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function makeLedger(client: pg.Client): Promise<void> {
  await client.query(`create schema if not exists migration;
    create table if not exists migration.applied (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
}

async function readMigrations(): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (name) => {
      const sql = await readFile(`${folder}${name}`, 'utf8')
      return { number: Number(name.slice(0, 4)), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function findPending(client: pg.Client, known: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select * from migration.applied',
  )
  const applied = new Map(rows.map((row) => [row.number, row]))
  for (const row of rows) {
    const file = known.find(({ number }) => number === row.number)
    if (!file)
      throw new Error(`This database is newer than this program: it has ${row.name}. Update the program first.`)
    if (file.sha256 !== row.sha256) {
      throw new Error(
        `${file.name} was changed after it was applied. Put it back, and write what is new as a new migration.`,
      )
    }
  }
  return known.filter(({ number }) => !applied.has(number))
}

async function apply(client: pg.Client, migration: Migration, appRole: string): Promise<void> {
  const role = `"${appRole.replaceAll('"', '""')}"`
  await client.query('begin')
  try {
    await client.query(migration.sql.replaceAll('"app_role"', role))
    await client.query('insert into migration.applied (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${migration.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
