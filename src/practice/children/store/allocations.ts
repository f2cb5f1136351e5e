import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'

/** Whose work a child's case was from a day on. A worker who could not be matched to staff is kept as written. */
export interface Allocation {
  readonly id: string
  readonly childId: string
  readonly workerId: string | null
  readonly workerText: string | null
  readonly teamId: string | null
  readonly lineManagerId: string | null
  readonly areaId: string | null
  readonly fromDay: Temporal.PlainDate
  /** The day it ended; null while it stands. */
  readonly toDay: Temporal.PlainDate | null
}

/** All allocations of these children, latest first. */
export async function listAllocations(tx: Tx, childIds: readonly string[]): Promise<readonly Allocation[]> {
  if (childIds.length === 0) return []
  const { rows } = await sql<Allocation>`
    select a.id, a.child_id, a.worker_id, a.worker_text, a.team_id, a.line_manager_id, a.area_id, a.from_day, e.to_day
      from children.allocation a
      left join children.allocation_end e on e.authority_id = a.authority_id and e.allocation_id = a.id
     where a.authority_id = ${tx.who.authorityId} and a.child_id = any(${[...childIds]}::uuid[])
     order by a.from_day desc, a.recorded_at desc`.execute(tx.sql)
  return rows
}

/** The allocation that stood for each child on a day, by child. */
export async function currentAllocations(
  tx: Tx,
  childIds: readonly string[],
  onDay: Temporal.PlainDate,
): Promise<ReadonlyMap<string, Allocation>> {
  const standing = new Map<string, Allocation>()
  for (const allocation of await listAllocations(tx, childIds)) {
    const { childId, fromDay, toDay } = allocation
    const began = fromDay.toString() <= onDay.toString()
    const goesOn = toDay === null || onDay.toString() < toDay.toString()
    if (began && goesOn && !standing.has(childId)) standing.set(childId, allocation)
  }
  return standing
}

export interface NewAllocation {
  readonly childId: string
  readonly workerId?: string | null
  readonly workerText?: string | null
  readonly teamId?: string | null
  readonly lineManagerId?: string | null
  readonly areaId?: string | null
  readonly fromDay: Temporal.PlainDate
}

/** Allocates a child from a day on, and ends the allocation that stood until then. */
export async function allocate(tx: Tx, given: NewAllocation, reason = 'Allocated to somebody else'): Promise<string> {
  const before = await listAllocations(tx, [given.childId])
  for (const { id } of before.filter(({ toDay }) => toDay === null))
    await endAllocation(tx, id, given.childId, given.fromDay, reason)
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    childId: given.childId,
    workerId: given.workerId ?? null,
    workerText: given.workerText ?? null,
    teamId: given.teamId ?? null,
    lineManagerId: given.lineManagerId ?? null,
    areaId: given.areaId ?? null,
    fromDay: given.fromDay,
    recordedBy: recorder(tx),
  }
  await on(tx).insertInto('children.allocation').values(row).execute()
  tx.trail.changed({ action: 'child.allocated', subjects: [given.childId], content: row })
  return row.id
}

export async function endAllocation(
  tx: Tx,
  allocationId: string,
  childId: string,
  toDay: Temporal.PlainDate,
  reason: string,
): Promise<void> {
  const row = { authorityId: tx.who.authorityId, allocationId, toDay, reason, recordedBy: recorder(tx) }
  await on(tx).insertInto('children.allocationEnd').values(row).execute()
  tx.trail.changed({ action: 'allocation.ended', subjects: [childId], content: row })
}
