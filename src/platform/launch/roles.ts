import pg from 'pg'
import type { ClusterIdentity } from './identity.ts'

/** The two roles and the database of a fresh cluster: the migrator owns it, the application owns nothing. */
export async function createDatabase(superuserUrl: string, identity: ClusterIdentity): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query("select 1 from pg_database where datname = 'line_of_sight'")
    if (rows.length > 0) return
    for (const [role, password] of [
      ['los_migrator', identity.migratorPassword],
      ['los_app', identity.appPassword],
    ] as const) {
      await client.query(`do $$ begin
        create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password '${password}';
        exception when duplicate_object then null; end $$`)
    }
    await client.query('create database line_of_sight owner los_migrator')
  } finally {
    await client.end()
  }
}
