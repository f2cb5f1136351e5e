import { spawn } from 'node:child_process'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { homeOfPostgres, prepareBinaries } from './binaries.ts'
import {
  type ClusterPlace,
  createCluster,
  findRunning,
  isAlive,
  type RunningCluster,
  startServer,
  stopServer,
} from './cluster.ts'
import { clusterIdentity } from './identity.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createDatabase } from './roles.ts'

export interface EmbeddedOptions {
  /** Where the clone keeps what belongs to it alone: `.los`. */
  readonly folder: string
  /** The first port to try; the next free one is taken. */
  readonly firstPort?: number
  /** Further server settings, such as {@link quickAndLossy} in tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** Remove the data when this process leaves: for one run of the tests. */
  readonly isThrownAway?: boolean
}

export interface Embedded {
  readonly port: number
  /** The application's role, which row-level security binds. */
  readonly appUrl: string
  /** The owner of the database, for migrations. */
  readonly migrationUrl: string
  /** The superuser: only for tests that clone databases. */
  readonly superuserUrl: string
  /** True when the server was already running: shared with another process, or left behind by a killed one. */
  readonly wasRunning: boolean
  /** Stops the server unless another process still uses it. */
  stop(): Promise<void>
}

/**
 * Starts, or joins, the embedded real PostgreSQL of this clone. A server left behind by a killed process is adopted;
 * a guard ends one that nobody uses within a minute.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const identity = await clusterIdentity(options.folder)
  const programs = await prepareBinaries()
  const data = join(homeOfPostgres(), `data-${identity.id}`)
  const place: ClusterPlace = { programs, data, superuserPassword: identity.superuserPassword }
  const users = join(options.folder, 'users')
  await mkdir(users, { recursive: true })
  // Before looking, so that neither the guard nor a process that is leaving ends the server under us.
  await writeFile(join(users, String(process.pid)), '')
  const { earlier, cluster } = await oneAtATime(join(options.folder, 'starting'), async () => {
    const earlier = await findRunning(place)
    return { earlier, cluster: earlier ?? (await startFresh(place, options, users)) }
  })
  const url = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${cluster.port}/`
  const superuserUrl = `${url('postgres', identity.superuserPassword)}line_of_sight`
  await createDatabase(`${url('postgres', identity.superuserPassword)}postgres`, identity)
  return {
    port: cluster.port,
    appUrl: `${url('los_app', identity.appPassword)}line_of_sight`,
    migrationUrl: `${url('los_migrator', identity.migratorPassword)}line_of_sight`,
    superuserUrl,
    wasRunning: earlier !== null,
    stop: async () => {
      await leave(users, cluster)
      if (options.isThrownAway)
        for (const path of [data, `${data}.log`]) await rm(path, { recursive: true, force: true })
    },
  }
}

async function startFresh(place: ClusterPlace, options: EmbeddedOptions, users: string): Promise<RunningCluster> {
  await createCluster(place)
  const cluster = await startServer(place, options.firstPort ?? 54_320, options.settings)
  const guard = fileURLToPath(new URL('guard.sh', import.meta.url))
  await chmod(users, 0o700)
  spawn('/bin/sh', [guard, users, String(cluster.pid)], { detached: true, stdio: 'ignore', cwd: '/' }).unref()
  return cluster
}

async function leave(users: string, cluster: RunningCluster): Promise<void> {
  await rm(join(users, String(process.pid)), { force: true })
  const others = (await readdir(users)).map(Number).filter((pid) => pid > 0 && isAlive(pid))
  if (others.length === 0) await stopServer(cluster.pid)
}
