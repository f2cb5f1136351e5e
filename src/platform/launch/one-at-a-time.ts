import { readFile, rm, writeFile } from 'node:fs/promises'
import { isAlive } from './cluster.ts'

/** Runs `work` while no other process is inside the same lock. A lock whose holder was killed is taken over. */
export async function oneAtATime<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(lock))) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    // An empty file is a holder that has made it and not yet written its number.
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
    else await new Promise((resolve) => setTimeout(resolve, 25))
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

const take = (lock: string): Promise<boolean> =>
  writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  )
