import type { PersonIdentity } from '#platform/access'
import { openTrail, writeTrail } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import type { Family } from './families.ts'
import type { Staff } from './staff.ts'

/** Somebody opened one record after another, so that there is unusual reading to look into. */
export async function makeReading(tx: Tx, staff: Staff, families: readonly Family[]): Promise<void> {
  const who: PersonIdentity = {
    kind: 'person',
    authorityId: tx.who.authorityId,
    personId: staff.socialWorkers.at(-1) ?? '',
    roles: ['duty-social-worker'],
  }
  for (const { children } of families.slice(0, 45)) {
    const trail = openTrail(who, tx.now, '/children/:childId')
    trail.saw(
      'child',
      children.map(({ id }) => id),
    )
    await writeTrail(tx.sql, who, trail.entries())
  }
}
