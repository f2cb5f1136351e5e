import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { covering, headOfService, listPeople, type Person } from '#practice/organisation'

/** The people who can be guardians of a record or be named on it: staff who may read records at all. */
export const listPossibleReaders = (tx: Tx): Promise<readonly Person[]> =>
  listPeople(tx, { employer: 'own', anyRole: [...access.readRecords.roles] })

/**
 * Who is told about a record now: its guardian and whoever stands in for them; the head of service where the guardian has
 * left or nobody was named. Empty when nobody is there at all.
 */
export async function guardiansNow(tx: Tx, guardianId: string | null): Promise<readonly Person[]> {
  const standIn = guardianId === null ? null : await covering(tx, guardianId, tx.now)
  const ids = [guardianId, standIn?.personId ?? null].filter((id) => id !== null)
  const people = ids.length === 0 ? [] : await listPeople(tx, { ids })
  if (people.length > 0) return people
  const head = await headOfService(tx, tx.now)
  return head === null ? [] : listPeople(tx, { ids: [head.personId] })
}
