import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config'

/**
 * What seals the secrets of webhooks and of second factors: the configuration's keys. With the embedded database, which keeps its
 * own passwords in the clone too, they are made there and kept beside them, so that both can be tried at once. A council's own
 * database has none until it is given them: a key that lies where it is sealed with protects nothing.
 */
export function withKeptKeys(config: Config, folder: string): Config {
  if (config.external !== null) return config
  return {
    ...config,
    webhookKey: config.webhookKey ?? keptKey(folder, 'webhook-key'),
    secondFactorKey: config.secondFactorKey ?? keptKey(folder, 'second-factor-key'),
  }
}

function keptKey(folder: string, name: string): string | null {
  const file = join(folder, name)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // 'wx': of two processes at once only one writes, the other reads what was written.
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch {
    // It is there already; or this folder takes nothing, and then the next line says so.
  }
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
