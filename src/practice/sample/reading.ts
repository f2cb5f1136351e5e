import type { PersonIdentity } from '#platform/access'
import { openTrail, writeTrail } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { childrenHeardOf } from './heard-of.ts'
import { sampleStaff } from './staff.ts'

/** Somebody opened one record after another, so that there is unusual reading to look into. */
export async function readMany(tx: Tx): Promise<void> {
  const who: PersonIdentity = {
    kind: 'person',
    authorityId: tx.who.authorityId,
    personId: sampleStaff.socialWorkers.at(-1) ?? '',
    roles: ['duty-social-worker'],
  }
  for (const childId of await childrenHeardOf(tx, 60, 1)) {
    const trail = openTrail(who, tx.now, '/children/:childId')
    trail.saw('child', [childId])
    await writeTrail(tx.sql, who, trail.entries())
  }
}
