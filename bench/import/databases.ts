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

/** One database with the tables alone, and one with an organisation in it too. */
export async function makeTemplates(cluster: Embedded): Promise<void> {
  const isMade = await withSuperuser(cluster, async (client) => {
    const { rows } = await client.query("select 1 from pg_database where datname = 'bench_empty'")
    return rows.length > 0
  })
  if (isMade) return
  for (const name of ['bench_empty', 'bench_council']) {
    await withSuperuser(cluster, (client) => client.query(`create database ${name} owner los_migrator`))
    await migrate(databaseOf(cluster.migrationUrl, name), 'los_app')
    await prepareJobs(
      databaseOf(cluster.migrationUrl, name),
      'los_app',
      listJobs(listAreas('http://localhost')).map((job) => job.name),
    )
  }
  const database = openDatabase(databaseOf(cluster.appUrl, 'bench_council'))
  await sql`select platform.add_authority(1, 'Benchshire', false)`.execute(database.kysely)
  await transact(database, asSystem(1, 'bench'), (tx) => makeOrganisation(tx))
  await database.close()
}

/** Makes a database anew from one of the templates. */
export const freshDatabase = (cluster: Embedded, name: string, template: string): Promise<void> =>
  withSuperuser(cluster, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template} owner los_migrator`)
    await client.query('checkpoint')
  })

async function withSuperuser<T>(cluster: Embedded, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseOf(cluster.superuserUrl, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The address of another database of the same cluster. */
export const databaseOf = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).toString()
