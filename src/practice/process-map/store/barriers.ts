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

/** A barrier of the version that holds now, whose action has a day. */
export interface OwnedBarrier {
  readonly mapId: string
  readonly barrierId: string
  readonly what: string
  readonly action: string
  readonly ownerId: string
  readonly dueOn: Temporal.PlainDate
  readonly status: BarrierStatus
}

/** The barriers that these people own in what was published last, where their action has a day; the first due first. */
export async function listOwnedBarriers(tx: Tx, people: readonly string[]): Promise<readonly OwnedBarrier[]> {
  const { rows } = await sql<OwnedBarrier>`
    select map.id as map_id, (barrier ->> 'id')::uuid as barrier_id, barrier ->> 'what' as what,
           barrier ->> 'action' as action, (barrier ->> 'ownerId')::uuid as owner_id,
           (barrier ->> 'dueOn')::date as due_on, coalesce(latest.status, 'open') as status
      from process_map.map map
      cross join lateral (
        select publication.version_id, publication.revision from process_map.publication publication
         where publication.authority_id = map.authority_id and publication.map_id = map.id
         order by publication.recorded_at desc, publication.version_id desc limit 1) published
      join process_map.revision revision
        on revision.authority_id = map.authority_id and revision.version_id = published.version_id
       and revision.number = published.revision
      cross join lateral jsonb_array_elements(revision.content -> 'barriers') barrier
      left join lateral (
        select step.status from process_map.barrier_status step
         where step.authority_id = map.authority_id and step.map_id = map.id
           and step.barrier_id = (barrier ->> 'id')::uuid
         order by step.recorded_at desc, step.id desc limit 1) latest on true
     where map.authority_id = ${tx.who.authorityId} and barrier ->> 'ownerId' = any (${[...people]}::text[])
       and barrier ->> 'dueOn' is not null
     order by due_on, barrier_id`.execute(tx.sql)
  return rows
}
