import type { Transaction } from 'kysely'
import type { Identity } from '#platform/access'
import type { PlatformTables } from '#platform/db'
import type { Entry } from './trail.ts'

/** Appends entries to the trail of the identity's authority, in one statement; nothing when there are none. */
export async function writeTrail(
  transaction: Transaction<PlatformTables>,
  who: Identity,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return
  const personId = who.kind === 'person' ? who.personId : null
  const rows = entries.map(({ kind, action, subjects, body }) => ({
    authorityId: who.authorityId,
    kind,
    action,
    personId,
    subjects: [...subjects],
    body,
  }))
  await transaction.insertInto('trail.entry').values(rows).execute()
}
