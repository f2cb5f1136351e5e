import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { currentAllocations, listAllocations } from '#practice/children'
import { type Involved, peopleOf, withTeam } from '../../rules/involved.ts'
import { allocated, manages } from './discussion.ts'
import { whereTheyStood } from './stood.ts'

/**
 * Whose work a child's file was on the days [from, to): everybody to whom it was allocated then, and their line managers. The team
 * is the one that had it last.
 */
export async function involvedInFile(
  tx: Tx,
  childId: string,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<Involved> {
  const happenedOn = to.subtract({ days: 1 })
  const during = (await listAllocations(tx, [childId])).filter(
    ({ fromDay, toDay }) =>
      fromDay.toString() < to.toString() && (toDay === null || toDay.toString() > from.toString()),
  )
  const last = (await currentAllocations(tx, [childId], happenedOn)).get(childId) ?? during[0]
  const workers = during.map(({ workerId }) => workerId)
  const stood = await whereTheyStood(tx, workers, happenedOn)
  return withTeam({
    happenedOn,
    teamId: last?.teamId ?? stood(last?.workerId ?? null).teamId,
    areaId: last?.areaId ?? stood(last?.workerId ?? null).areaId,
    childIds: [childId],
    ...peopleOf([...during.flatMap(allocated), ...workers.flatMap((id) => manages(stood(id).managerId))]),
  })
}
