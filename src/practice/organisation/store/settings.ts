import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import {
  isSettingKey,
  readSetting,
  type SettingKey,
  type Settings,
  settingsFrom,
  settingsProblem,
} from '../settings.ts'
import { on } from '../tables.ts'

/** The authority's settings as they held at `at`; now, unless a past moment is replayed. */
export async function readSettings(tx: Tx, at: Temporal.Instant = tx.now): Promise<Settings> {
  return settingsFrom(await readStored(tx, at))
}

async function readStored(tx: Tx, at: Temporal.Instant): Promise<ReadonlyMap<string, unknown>> {
  const rows = await on(tx)
    .selectFrom('organisation.settingChange')
    .distinctOn('key')
    .select(['key', 'value'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('takesEffectAt', '<=', at)
    .orderBy('key')
    .orderBy('takesEffectAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

export interface SettingChange {
  readonly id: string
  readonly key: SettingKey
  readonly value: unknown
  readonly reason: string
  readonly recordedAt: Temporal.Instant
  /** Who changed it; null for a command. */
  readonly by: string | null
}

/** Every change ever made, latest first; one setting's only, when a key is given. */
export async function listSettingChanges(tx: Tx, key?: SettingKey): Promise<readonly SettingChange[]> {
  const rows = await on(tx)
    .selectFrom('organisation.settingChange as change')
    .leftJoin('platform.account as account', (join) =>
      join.onRef('account.authorityId', '=', 'change.authorityId').onRef('account.id', '=', 'change.recordedBy'),
    )
    .select(['change.id', 'change.key', 'change.value', 'change.reason', 'change.recordedAt', 'account.name as by'])
    .where('change.authorityId', '=', tx.who.authorityId)
    .$if(key !== undefined, (query) => query.where('change.key', '=', key ?? ''))
    .orderBy('change.takesEffectAt', 'desc')
    .orderBy('change.id', 'desc')
    .execute()
  return rows.flatMap((row) => (isSettingKey(row.key) ? [{ ...row, key: row.key }] : []))
}

/** Changes one setting from now on. `typed` is the new value as a person writes it: `20`, `17:00`, `yes`. */
export async function changeSetting(
  tx: Tx,
  { key, typed, reason }: { readonly key: SettingKey; readonly typed: string; readonly reason: string },
): Promise<Outcome<Settings>> {
  const read = readSetting(key, typed)
  if (!read.ok) return invalid({ field: 'value', message: read.message })
  const settings = settingsFrom(new Map([...(await readStored(tx, tx.now)), [key, read.value]]))
  const problem = settingsProblem(settings)
  if (problem !== null) return invalid({ field: 'value', ...problem })
  const id = newId()
  const change = { id, key, value: JSON.stringify(read.value), reason, takesEffectAt: tx.now }
  await on(tx)
    .insertInto('organisation.settingChange')
    .values({ authorityId: tx.who.authorityId, ...change })
    .execute()
  tx.trail.changed({ action: 'setting.changed', subjects: [id], content: change })
  return ok(settings)
}
