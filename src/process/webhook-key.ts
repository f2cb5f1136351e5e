import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config'

/**
 * What seals the secrets of webhooks: the configuration's key. With the embedded database, which keeps its own passwords in the
 * clone too, one is made there and kept beside them, so that webhooks can be tried at once. A council's own database has none
 * until it is given one: a key that lies where it is sealed with protects nothing.
 */
export function withWebhookKey(config: Config, folder: string): Config {
  if (config.webhookKey !== null || config.external !== null) return config
  return { ...config, webhookKey: keptKey(folder) }
}

function keptKey(folder: string): string | null {
  const file = join(folder, 'webhook-key')
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
