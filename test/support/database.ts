import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { newId } from '#kernel/ids'
import { type Database, openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { type Embedded, quickAndLossy, startEmbedded } from '#platform/launch'
import { migrate } from '#platform/migrations'

export interface TestDatabase {
  /** As the application's role, which row-level security binds. */
  readonly database: Database
  readonly url: string
  /** As the owner of the tables. */
  readonly migrationUrl: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The real cluster that tests run on: its own, apart from the one of `npm start`, and ended when no test uses it. */
export const testCluster = (): Promise<Embedded> =>
  startEmbedded({
    folder: process.env['LOS_TEST_FOLDER'] ?? `${root}.los/test`,
    firstPort: 56_320,
    settings: quickAndLossy,
  })

/**
 * A database of its own for one test file: cloned from a migrated template, dropped after the file's tests. Fails the
 * file when one of its connections was left open. Called at the top of the file, `const { database } = await
 * testDatabase()`: called inside a hook it would be dropped when the hook ends.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = await testCluster()
  const name = `test_${newId().replaceAll('-', '')}`
  await asSuperuser(cluster, async (client) => {
    const template = await makeTemplate(cluster, client)
    await client.query(`create database ${name} template ${template} owner los_migrator`)
  })
  const url = named(cluster.appUrl, name)
  const database = openDatabase(url, { connections: 5 })
  after(async () => {
    await database.close()
    const left = await asSuperuser(cluster, (client) => dropped(client, name))
    await cluster.stop()
    if (left > 0) throw new Error(`${left} connections were left open by this test file`)
  })
  return { database, url, migrationUrl: named(cluster.migrationUrl, name) }
}

/** One template per state of the migrations, made once and shared by every test file. */
async function makeTemplate(cluster: Embedded, client: pg.Client): Promise<string> {
  const folder = `${root}migrations/`
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const hash = createHash('sha256').update(files.map((file) => readFileSync(folder + file, 'utf8')).join('\n'))
  hash.update('queue of escalation')
  const name = `template_${hash.digest('hex').slice(0, 16)}`
  await client.query('select pg_advisory_lock(1)')
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (rows.length === 0) {
    await client.query(`create database ${name}_unfinished owner los_migrator`)
    try {
      await migrate(named(cluster.migrationUrl, `${name}_unfinished`), 'los_app')
      // Recording something about a discussion asks for the job that escalates, so every database has its queue.
      await prepareJobs(named(cluster.migrationUrl, `${name}_unfinished`), 'los_app', ['strategy-discussions.escalate'])
      await client.query(`alter database ${name}_unfinished rename to ${name}`)
    } catch (error) {
      await client.query(`drop database ${name}_unfinished with (force)`)
      throw error
    }
  }
  await client.query('select pg_advisory_unlock(1)')
  return name
}

async function dropped(client: pg.Client, name: string): Promise<number> {
  // A pool's connections take a moment to be gone on the server after it was closed here.
  let left = await connections(client, name)
  for (let tries = 0; left > 0 && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    left = await connections(client, name)
  }
  await client.query(`drop database ${name} with (force)`)
  return left
}

async function connections(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query<{ open: string }>(
    "select count(*) as open from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
    [name],
  )
  return Number(rows[0]?.open ?? 0)
}

async function asSuperuser<T>(cluster: Embedded, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: named(cluster.superuserUrl, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const named = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
