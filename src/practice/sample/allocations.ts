import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { allocate } from '#practice/children'
import { chance, seedOf } from './random.ts'
import { sampleStaff } from './staff.ts'

/** Children of the latest referrals who are allocated to an area team. */
const mostAllocated = 60

/** Gives the children of some recent referrals a worker, a team and a line manager. */
export async function allocateSome(tx: Tx, seed: number): Promise<void> {
  const { rows } = await sql<{ childId: string }>`
    select child_id from front_door.decision
     where authority_id = ${tx.who.authorityId} and outcome in ('assessment', 'strategy-discussion')
     group by child_id order by max(known_at) desc, child_id limit ${mostAllocated}`.execute(tx.sql)
  const dice = chance(seedOf(seed, 'allocations', 0))
  for (const { childId } of rows) {
    const { workerId, teamId, managerId, areaId } = dice.pick(sampleStaff.areaWorkers)
    const fromDay = londonDate(tx.now).subtract({ days: dice.below(20) })
    await allocate(tx, { childId, workerId, teamId, lineManagerId: managerId, areaId, fromDay })
  }
}
