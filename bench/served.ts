import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The product as `npm start` runs it, on a database that is given to it. */
export interface Served {
  readonly address: string
  /** What the operating system says the web process holds in memory now, in megabytes. */
  readonly megabytes: () => number
  stop(): Promise<void>
}

export async function serve(appUrl: string, migrationUrl: string, port: number): Promise<Served> {
  const urls = { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: migrationUrl }
  const starter = spawn('node', [join(root, 'bin/start.js')], {
    env: { PATH: process.env['PATH'], ...urls, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await listening(starter)
  return {
    address: `http://127.0.0.1:${port}`,
    megabytes: () => residentMegabytes(startedBy(starter.pid ?? 0)),
    stop: () =>
      new Promise((resolve) => {
        starter.on('exit', () => resolve())
        starter.kill('SIGTERM')
      }),
  }
}

const listening = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece: Buffer) => {
      if (/Line of Sight is at/.test(piece.toString())) resolve()
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })

/** The starter hands over to the process that serves. */
const startedBy = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0])

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
