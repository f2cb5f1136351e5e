import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { BarrierStatus } from '../words.ts'

export interface BarrierStep {
  readonly barrierId: string
  readonly status: BarrierStatus
  readonly note: string
  readonly recordedAt: Temporal.Instant
  readonly byName: string | null
}

/** What became of the barriers of a map, or of one of them, newest first. */
export async function listBarrierSteps(
  tx: Tx,
  mapId: string,
  barrierId: string | null = null,
): Promise<readonly BarrierStep[]> {
  const { rows } = await sql<BarrierStep>`
    select step.barrier_id, step.status, step.note, step.recorded_at, person.name as by_name
      from process_map.barrier_status step
      left join organisation.person person
        on person.authority_id = step.authority_id and person.id = step.recorded_by
     where step.authority_id = ${tx.who.authorityId} and step.map_id = ${mapId}
       and (${barrierId}::uuid is null or step.barrier_id = ${barrierId}::uuid)
     order by step.recorded_at desc, step.id desc`.execute(tx.sql)
  return rows
}

/** How each barrier stands: by its latest step, and open while nothing was said of it. */
export async function readStatuses(tx: Tx, mapId: string): Promise<(barrierId: string) => BarrierStatus> {
  const latest = new Map<string, BarrierStatus>()
  for (const { barrierId, status } of await listBarrierSteps(tx, mapId)) {
    if (!latest.has(barrierId)) latest.set(barrierId, status)
  }
  return (barrierId) => latest.get(barrierId) ?? 'open'
}

export async function recordBarrierStep(
  tx: Tx,
  given: { readonly mapId: string; readonly barrierId: string; readonly status: BarrierStatus; readonly note: string },
): Promise<void> {
  const row = { authorityId: tx.who.authorityId, id: newId(), ...given }
  await on(tx).insertInto('processMap.barrierStatus').values(row).execute()
  tx.trail.changed({ action: 'barrier.followed-up', subjects: [given.mapId], content: row })
}
