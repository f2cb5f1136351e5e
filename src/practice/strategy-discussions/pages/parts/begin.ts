import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { type Checked, type Invalid, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { currentAllocations, findChildrenByReference, listChildren } from '#practice/children'
import { findTeam, listPeople, readSettings } from '#practice/organisation'
import { heldBy } from '../../rules/limits.ts'
import type { Concern } from '../../store/concerns.ts'
import { type NewDiscussion, recordDiscussion } from '../../store/record-discussions.ts'
import { type LikelySame, listLikelySame } from '../../store/same.ts'

/** The children named by their references, and the ticked ones of their household. */
export async function childrenMeant(
  tx: Tx,
  { children, siblings }: { readonly children: string; readonly siblings: readonly string[] },
): Promise<Checked<readonly string[]>> {
  const references = children
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const found = await findChildrenByReference(tx, references)
  const unknown = references.filter((reference) => !found.has(reference))
  if (unknown.length > 0)
    return invalid({
      field: 'children',
      message: `There is no record ${unknown.join(', ')}. Find the child and copy the reference from the record`,
    })
  const also = await listChildren(tx, siblings)
  return ok([...new Set([...found.values(), ...also.map(({ id }) => id)])])
}

/** What somebody typed of a discussion that is due, or that is decided against from the beginning. */
export type Begun = Pick<
  NewDiscussion,
  'route' | 'reasonableCauseAt' | 'reasonableCause' | 'reasonableCauseBy' | 'decidedToHoldAt' | 'decidedToHoldBy'
> & {
  readonly childIds: readonly string[]
  readonly isEmergency: boolean
  readonly allocatedWorkerId: string | null
  readonly notTheSameBecause: string | null
  /** The partner's concern that it comes of. */
  readonly concern: Concern | null
}

/** Records a discussion once for the same children at about the same time, unless it is said why it is another one. */
export async function beginDiscussion(
  tx: Tx,
  { childIds, concern, ...begun }: Begun,
): Promise<Outcome<{ readonly id: string; readonly reference: string }>> {
  const same = await listLikelySame(tx, childIds, begun.reasonableCauseAt)
  if (same.length > 0 && begun.notTheSameBecause === null) return enteredAlready(same)
  const recorded = await recordDiscussion(tx, {
    ...begun,
    ...(await whose(tx, childIds, begun.allocatedWorkerId, tx.now)),
    origin: concern === null ? 'open-case' : 'concern',
    concernId: concern?.id ?? null,
    children: (await listChildren(tx, childIds)).map(({ id, hasDisability }) => ({ childId: id, hasDisability })),
    dueAt: heldBy(begun.reasonableCauseAt, await readSettings(tx)),
    notTheSameBecause: begun.notTheSameBecause ?? '',
  })
  return ok(recorded)
}

/** The team and area that the work belongs to: the allocated worker's, or the first child's allocation. */
async function whose(tx: Tx, childIds: readonly string[], allocatedWorkerId: string | null, now: Temporal.Instant) {
  const allocations = await currentAllocations(tx, childIds, londonDate(now))
  const allocation = childIds.map((id) => allocations.get(id)).find((each) => each !== undefined)
  const [worker] = allocatedWorkerId === null ? [] : await listPeople(tx, { ids: [allocatedWorkerId] })
  const teamId = worker?.teamId ?? allocation?.teamId ?? null
  const team = teamId === null ? null : await findTeam(tx, teamId)
  return { teamId, areaId: team?.areaId ?? allocation?.areaId ?? null, allocatedWorkerId }
}

/** The same meeting entered twice is counted twice, and its partners are chased twice. */
const enteredAlready = (same: readonly LikelySame[]): Invalid =>
  invalid({
    field: 'notTheSameBecause',
    message: `${same.map(({ reference }) => reference).join(', ')} is about one of these children at about the same time. If this is another discussion, say why`,
  })
