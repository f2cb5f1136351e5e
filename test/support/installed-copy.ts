import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What a clone holds that starting needs, and what an install added. */
const parts = ['bin', 'src', 'migrations', 'data', 'package.json', 'package-lock.json', 'node_modules']

/** A clone of the product as somebody else's machine has it: in a folder with a space in its name, with a database of its own. */
export interface InstalledCopy {
  readonly folder: string
  /** Runs a command of the clone to its end. */
  run(script: 'bin/start.js' | 'bin/los.js', parameters: readonly string[], environment?: Environment): Ran
  /** Starts serving and waits until it listens, or until it has ended instead. */
  start(environment: Environment): Promise<Started>
  /** Ends what still runs and removes the folder with its data. */
  remove(): void
}

export type Environment = Readonly<Record<string, string>>

export interface Ran {
  readonly code: number
  readonly out: string
  readonly complaint: string
}

export interface Started {
  /** Null while it serves. */
  readonly code: number | null
  readonly out: string
  readonly complaint: string
  readonly milliseconds: number
  /** Ends it as a person would, or as a power cut would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Makes the clone. `user` is the number of an ordinary user who shall own and run it. */
export function installedCopy(user?: number): InstalledCopy {
  const above = mkdtempSync(join(tmpdir(), 'los-launch-'))
  const folder = join(above, 'Line of Sight')
  mkdirSync(folder)
  // Linked, not copied: half a gigabyte that nobody changes.
  for (const part of parts) execFileSync('cp', ['-rl', join(root, part), folder])
  if (user !== undefined) for (const path of [above, folder]) chownSync(path, user, user)
  const as = user === undefined ? {} : { uid: user, gid: user }
  const environmentOf = (more: Environment) => ({ PATH: process.env['PATH'] ?? '', HOME: folder, ...more })
  const running = new Set<ChildProcess>()
  return {
    folder,
    run(script, parameters, environment = {}) {
      try {
        const out = execFileSync('node', [join(folder, script), ...parameters], {
          env: environmentOf(environment),
          cwd: folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          ...as,
        })
        return { code: 0, out, complaint: '' }
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
        return { code: status, out: stdout, complaint: stderr }
      }
    },
    start: (environment) => start(folder, environmentOf(environment), as, running),
    remove() {
      for (const child of running) child.kill('SIGKILL')
      removeDatabase(folder, user ?? process.getuid?.() ?? 0)
      rmSync(above, { recursive: true, force: true })
    },
  }
}

function start(
  folder: string,
  env: NodeJS.ProcessEnv,
  as: { uid?: number; gid?: number },
  running: Set<ChildProcess>,
): Promise<Started> {
  const began = performance.now()
  const child = spawn('node', [join(folder, 'bin/start.js')], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  })
  running.add(child)
  let [out, complaint] = ['', '']
  return new Promise((resolve) => {
    const answer = (code: number | null): void =>
      resolve({
        code,
        milliseconds: Math.round(performance.now() - began),
        get out() {
          return out
        },
        get complaint() {
          return complaint
        },
        stop: (signal = 'SIGTERM') => ended(child, running, signal),
      })
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      if (/Line of Sight is at http/.test(out)) answer(null)
    })
    child.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString()
    })
    child.on('exit', (code) => answer(code))
  })
}

/** `npm start` is one process that starts another: a power cut takes both. */
function ended(child: ChildProcess, running: Set<ChildProcess>, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => {
      running.delete(child)
      resolve()
    })
    if (signal === 'SIGKILL') for (const pid of childrenOf(child.pid ?? 0)) process.kill(pid, signal)
    child.kill(signal)
    if (child.exitCode !== null || child.signalCode !== null) resolve()
  })
}

function childrenOf(pid: number): readonly number[] {
  try {
    return execFileSync('cat', [`/proc/${pid}/task/${pid}/children`], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(Number)
  } catch {
    return []
  }
}

/** Ends the embedded database of the clone at once, instead of waiting for its guard, and removes its data. */
function removeDatabase(folder: string, user: number): void {
  const identity = join(folder, '.los/cluster.json')
  if (!existsSync(identity)) return
  const { id } = JSON.parse(readFileSync(identity, 'utf8')) as { id: string }
  const data = `/var/tmp/line-of-sight-${user}/data-${id}`
  const pidFile = join(data, 'postmaster.pid')
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGQUIT')
    for (let waited = 0; waited < 100 && existsSync(pidFile); waited += 1) execFileSync('sleep', ['0.1'])
  }
  for (const path of [data, `${data}.log`]) rmSync(path, { recursive: true, force: true })
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
  await new Promise((resolve) => server.close(resolve))
  return port
}
