import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { type Allocation, currentAllocations } from '#practice/children'
import type { DiscussionToAudit } from '#practice/strategy-discussions'
import { type Involved, peopleOf, type TookPart, withTeam } from '../../rules/involved.ts'
import { whereTheyStood } from './stood.ts'

/**
 * Whose work a strategy discussion was: who chaired it and took its minutes, who had reasonable cause and decided to hold it (or
 * not to), the allocated workers, and their line managers.
 */
export async function involvedInDiscussion(tx: Tx, discussion: DiscussionToAudit): Promise<Involved> {
  const happenedOn = londonDate(discussion.happenedAt)
  const allocations = [...(await currentAllocations(tx, discussion.childIds, happenedOn)).values()]
  const workers = [discussion.allocatedWorkerId, ...allocations.map(({ workerId }) => workerId)]
  const { reasonableCauseBy, decidedToHoldBy, decidedBy, chairId } = discussion
  const others = [reasonableCauseBy, decidedToHoldBy, decidedBy, chairId]
  const stood = await whereTheyStood(tx, [...workers, ...others], happenedOn)
  const worker = [...workers, ...others].find((id) => stood(id).teamId !== null) ?? null
  const team = allocations.find(({ teamId }) => teamId !== null)
  return withTeam({
    happenedOn,
    teamId: discussion.teamId ?? team?.teamId ?? stood(worker).teamId,
    areaId: discussion.areaId ?? team?.areaId ?? stood(worker).areaId,
    childIds: discussion.childIds,
    ...peopleOf([
      ...decided(discussion),
      ...allocations.flatMap(allocated),
      ...workers.flatMap((id) => manages(stood(id).managerId)),
    ]),
  })
}

function decided(discussion: DiscussionToAudit): readonly TookPart[] {
  const isHeld = discussion.state === 'held'
  const known = (part: TookPart['part'], personId: string | null): TookPart => ({ part, personId, unmatched: null })
  return [
    {
      part: 'chair',
      personId: discussion.chairId,
      unmatched: isHeld ? 'the chair is nobody known here' : null,
    },
    known('minute-taker', discussion.minuteTakerId),
    known('worker', discussion.allocatedWorkerId),
    known('decider', discussion.reasonableCauseBy),
    known('decider', discussion.decidedToHoldBy),
    {
      part: 'decider',
      personId: isHeld ? null : discussion.decidedBy,
      unmatched: discussion.state === 'decided-not-to-hold' ? 'whoever decided against it is nobody known here' : null,
    },
  ]
}

/** The allocated worker of a child and, as the allocation says, their line manager. */
export const allocated = ({ workerId, lineManagerId }: Allocation): readonly TookPart[] => [
  { part: 'worker', personId: workerId, unmatched: 'an allocated worker is nobody known here' },
  ...manages(lineManagerId),
]

export const manages = (managerId: string | null): readonly TookPart[] => [
  { part: 'manager', personId: managerId, unmatched: null },
]
