import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Involved, peopleOf } from '../../rules/involved.ts'
import { whereTheyStood } from './stood.ts'

/** Whose work somebody's supervision is: theirs, and their supervisor's, who is their line manager. */
export async function involvedInSupervision(
  tx: Tx,
  supervisedId: string,
  { to }: { readonly to: Temporal.PlainDate },
): Promise<Involved> {
  const happenedOn = to.subtract({ days: 1 })
  const { teamId, areaId, managerId } = (await whereTheyStood(tx, [supervisedId], happenedOn))(supervisedId)
  return {
    happenedOn,
    teamId,
    areaId,
    childIds: [],
    ...peopleOf([
      { part: 'worker', personId: supervisedId, unmatched: null },
      { part: 'supervisor', personId: managerId, unmatched: 'their supervisor is nobody known here' },
    ]),
  }
}
