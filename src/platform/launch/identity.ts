import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a cluster of ours is known by; kept in the clone, readable by its owner alone. */
export interface ClusterIdentity {
  /** Random, not the clone's path: a clone made again at the same place must not meet another's data. */
  readonly id: string
  readonly superuserPassword: string
  readonly migratorPassword: string
  readonly appPassword: string
}

/** Reads `cluster.json` from the folder, or makes it. */
export async function clusterIdentity(folder: string): Promise<ClusterIdentity> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'cluster.json')
  const fresh: ClusterIdentity = {
    id: randomBytes(8).toString('hex'),
    superuserPassword: password(),
    migratorPassword: password(),
    appPassword: password(),
  }
  try {
    // 'wx': of two starters at once only one writes, the other reads what was written.
    await writeFile(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' })
    return fresh
  } catch {
    return JSON.parse(await readFile(file, 'utf8')) as ClusterIdentity
  }
}

const password = (): string => randomBytes(24).toString('base64url')
