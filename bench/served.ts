import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The product as a process of its own, with everything on. */
export interface Served {
  readonly address: string
  /** What the operating system says the process holds in memory now, in megabytes. */
  readonly megabytes: () => number
  stop(): Promise<void>
}

export async function serve(appUrl: string, migrationUrl: string, port: number): Promise<Served> {
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'bin/compile-cache.js'), join(root, 'src/main.ts'), 'serve'],
    {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: appUrl,
        MIGRATION_DATABASE_URL: migrationUrl,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await listening(child)
  return {
    address: `http://127.0.0.1:${port}`,
    megabytes: () => residentMegabytes(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
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

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
