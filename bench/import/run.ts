import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { asSystem } from '#platform/access'
import { openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import type { Embedded } from '#platform/launch'
import { migrate } from '#platform/migrations'
import { transact } from '#platform/transaction'
import { listAreas, listJobs } from '../../src/app.ts'
import { makeOrganisation } from '../../src/practice/organisation/made-organisation.ts'
import { runImport } from './command.ts'
import { copyIn, copyOut, listFilled } from './copied.ts'
import { writeExtractFile } from './extract-file.ts'

export interface Compared {
  /** How long COPY takes over how long the import takes, of each run. */
  readonly ratios: readonly number[]
  readonly importSeconds: readonly number[]
  readonly copySeconds: readonly number[]
  readonly megabytes: number
}

/**
 * Brings an extract of so many rows in, and copies the very rows that this made into the same tables of another database:
 * in turn, so many times, each into a database of its own.
 */
export async function compareImport(cluster: Embedded, folder: string, rows: number, runs: number): Promise<Compared> {
  const file = join(folder, `extract-${rows}.csv`)
  await writeExtractFile(file, rows)
  await makeTemplates(cluster)
  const ratios: number[] = []
  const importSeconds: number[] = []
  const copySeconds: number[] = []
  let megabytes = 0
  for (let run = 0; run < runs; run += 1) {
    await fresh(cluster, 'imported', 'bench_council')
    const ran = await runImport(file, named(cluster.appUrl, 'imported'), named(cluster.migrationUrl, 'imported'))
    if (ran.taken !== rows) throw new Error(`${ran.taken} of ${rows} rows were taken`)
    await fresh(cluster, 'copied', 'bench_empty')
    const seconds = await copied(cluster, folder)
    importSeconds.push(ran.seconds)
    copySeconds.push(seconds)
    ratios.push(seconds / ran.seconds)
    megabytes = Math.max(megabytes, ran.megabytes)
  }
  return { ratios, importSeconds, copySeconds, megabytes }
}

async function copied(cluster: Embedded, folder: string): Promise<number> {
  const [from, to] = ['imported', 'copied'].map((name) => named(cluster.migrationUrl, name)) as [string, string]
  const already = new Set((await listFilled(to)).map(({ name }) => name))
  const tables = (await listFilled(from)).filter(({ name }) => !already.has(name))
  const files = join(folder, 'copied')
  mkdirSync(files, { recursive: true })
  copyOut(from, files, tables)
  const began = performance.now()
  copyIn(to, files, tables)
  return (performance.now() - began) / 1000
}

/** One database with the tables alone, and one with an organisation in it too. */
export async function makeTemplates(cluster: Embedded): Promise<void> {
  const isMade = await withSuperuser(cluster, async (client) => {
    const { rows } = await client.query("select 1 from pg_database where datname = 'bench_empty'")
    return rows.length > 0
  })
  if (isMade) return
  for (const name of ['bench_empty', 'bench_council']) {
    await withSuperuser(cluster, (client) => client.query(`create database ${name} owner los_migrator`))
    await migrate(named(cluster.migrationUrl, name), 'los_app')
    await prepareJobs(
      named(cluster.migrationUrl, name),
      'los_app',
      listJobs(listAreas('http://localhost')).map((job) => job.name),
    )
  }
  const database = openDatabase(named(cluster.appUrl, 'bench_council'))
  await sql`select platform.add_authority(1, 'Benchshire', false)`.execute(database.kysely)
  await transact(database, asSystem(1, 'bench'), (tx) => makeOrganisation(tx))
  await database.close()
}

export const fresh = (cluster: Embedded, name: string, template: string): Promise<void> =>
  withSuperuser(cluster, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template} owner los_migrator`)
    await client.query('checkpoint')
  })

async function withSuperuser<T>(cluster: Embedded, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: named(cluster.superuserUrl, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const named = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).toString()
