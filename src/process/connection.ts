import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Area } from '#platform/area'
import type { Config } from '#platform/config'
import { type Database, openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startEmbedded } from '#platform/launch'
import { migrate } from '#platform/migrations'
import { listJobs } from '../app.ts'
import { checkServer } from './external.ts'

export const ownFolder = fileURLToPath(new URL('../../.los/', import.meta.url))

/** An open database, brought up to date, and how to leave it. */
export interface Connection {
  readonly database: Database
  readonly appUrl: string
  /** The owner of the tables. */
  readonly migrationUrl: string
  readonly isEmbedded: boolean
  close(): Promise<void>
}

/** Opens the council's own PostgreSQL, or starts (or joins) the embedded one; migrates it; answers it open. */
export async function connect(config: Config, areas: readonly Area[]): Promise<Connection> {
  if (config.external !== null) {
    await checkServer(config.external)
    await bringUpToDate(config.external.migrationUrl, new URL(config.external.appUrl).username, areas)
    const database = openDatabase(config.external.appUrl)
    return { database, ...config.external, isEmbedded: false, close: () => database.close() }
  }
  const embedded = await startEmbedded({ folder: ownFolder })
  try {
    await bringUpToDate(embedded.migrationUrl, 'los_app', areas)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  const database = openDatabase(embedded.appUrl)
  const close = async (): Promise<void> => {
    await database.close()
    await embedded.stop()
  }
  const { appUrl, migrationUrl } = embedded
  return { database, appUrl, migrationUrl, isEmbedded: true, close }
}

/** pg-boss's own tables take a second to look over, so that is done only when something may have changed. */
async function bringUpToDate(migrationUrl: string, appRole: string, areas: readonly Area[]): Promise<void> {
  const applied = await migrate(migrationUrl, appRole)
  const names = listJobs(areas).map(({ name }) => name)
  if (applied.length > 0 || (await lacksQueues(migrationUrl, names))) await prepareJobs(migrationUrl, appRole, names)
}

async function lacksQueues(migrationUrl: string, names: readonly string[]): Promise<boolean> {
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>('select name from pgboss.queue')
    const known = new Set(rows.map(({ name }) => name))
    return names.some((name) => !known.has(name))
  } catch {
    return true
  } finally {
    await client.end()
  }
}
