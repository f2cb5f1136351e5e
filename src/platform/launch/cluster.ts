import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'

export interface ClusterPlace {
  /** PostgreSQL's programs. */
  readonly programs: string
  readonly data: string
  readonly superuserPassword: string
}

export interface RunningCluster {
  readonly port: number
  /** The postmaster's process id. */
  readonly pid: number
}

// PostgreSQL refuses to run as root; Debian's nobody:nogroup needs no user to be made.
const isRoot = process.getuid?.() === 0
const unprivileged = isRoot ? { uid: 65_534, gid: 65_534 } : {}

const settings = {
  listen_addresses: '127.0.0.1',
  // A socket's path has a length limit that a deep folder would break; loopback is enough.
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '60',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  // A statement in the log would carry children's names.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** For tests only: their data may be lost with the machine. */
export const quickAndLossy = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Makes the data folder on first use. */
export async function createCluster(place: ClusterPlace): Promise<void> {
  if (await exists(join(place.data, 'PG_VERSION'))) return
  await rm(place.data, { recursive: true, force: true })
  await mkdir(place.data, { recursive: true, mode: 0o700 })
  const passwordFile = `${place.data}.password`
  await writeFile(passwordFile, place.superuserPassword, { mode: 0o600 })
  if (isRoot) for (const path of [place.data, passwordFile]) await chown(path, 65_534, 65_534)
  const options = ['-D', place.data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const locale = ['-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions', '--no-sync']
  try {
    await run(join(place.programs, 'bin', 'initdb'), [...options, ...locale])
  } catch (error) {
    await rm(place.data, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** The cluster as it runs now, left over from a process that was killed or shared with one that lives; null when it does not. */
export async function findRunning(place: ClusterPlace): Promise<RunningCluster | null> {
  const lines = await readFile(join(place.data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!(pid > 0) || !(port > 0) || !isAlive(pid)) return null
  return (await answers(place, port)) ? { pid, port } : null
}

/** Starts the server on the first free port from `firstPort`, and waits until it answers. */
export async function startServer(
  place: ClusterPlace,
  firstPort: number,
  extra: Readonly<Record<string, string>> = {},
): Promise<RunningCluster> {
  const port = await freePort(firstPort)
  const log = await open(`${place.data}.log`, 'a', 0o600)
  const flags = Object.entries({ ...settings, ...extra, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const server = spawn(join(place.programs, 'bin', 'postgres'), ['-D', place.data, ...flags], {
    ...unprivileged,
    cwd: '/',
    // Its own session: a Ctrl-C in the terminal goes to us, and we stop it in order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
  })
  let ended = false
  server.on('exit', () => {
    ended = true
  })
  server.on('error', () => {
    ended = true
  })
  await log.close()
  for (let waited = 0; waited < 30_000 && !ended; waited += 20) {
    if (await answers(place, port)) {
      server.unref()
      return { pid: server.pid ?? 0, port }
    }
    await sleep(20)
  }
  throw new Error(`The embedded PostgreSQL did not start. Its own log says why: ${place.data}.log`)
}

/** Stops the server in order ("fast": open transactions are rolled back). */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  for (let waited = 0; waited < 15_000 && isAlive(pid); waited += 20) await sleep(20)
  if (isAlive(pid)) signal(pid, 'SIGQUIT')
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already: what we wanted.
  }
}

async function answers({ superuserPassword }: ClusterPlace, port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: superuserPassword,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 200; port += 1) {
    if (await isFree(port)) return port
  }
  throw new Error(`No free port for the embedded database between ${first} and ${first + 199}.`)
}

export const isFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })

async function run(program: string, parameters: readonly string[]): Promise<void> {
  const child = spawn(program, parameters, { ...unprivileged, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString()
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${program} failed: ${complaint.trim()}`)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
