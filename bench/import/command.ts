import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface RanImport {
  readonly seconds: number
  /** The most that the process held in memory at any time, its threads included. */
  readonly megabytes: number
  readonly taken: number
}

/** Brings a file in as a person at a terminal does, start of the process included. */
export async function runImport(file: string, appUrl: string, migrationUrl: string): Promise<RanImport> {
  const began = performance.now()
  const child = spawn('node', [join(root, 'bin/los.js'), 'import', file, '--json'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: appUrl,
      MIGRATION_DATABASE_URL: migrationUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, mostHeldBy(child.pid ?? 0))
  }, 100)
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said.slice(0, 300)}`)
  const { taken } = JSON.parse(said) as { taken: number }
  return { seconds: (performance.now() - began) / 1000, megabytes, taken }
}

/** In megabytes, by the process that the starter hands over to; 0 when it has not begun or has ended. */
function mostHeldBy(starter: number): number {
  try {
    const pid = readFileSync(`/proc/${starter}/task/${starter}/children`, 'utf8').trim().split(' ')[0]
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
