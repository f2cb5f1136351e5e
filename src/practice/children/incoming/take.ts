import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { addChildren, findChildrenByIdentifier, findChildrenByReference } from '../store/children.ts'
import type { IncomingChild } from './read.ts'

/**
 * The records of the children of a file, by the other system's id, or by our own reference where we gave it out. Those
 * that nobody has brought before are made.
 */
export async function takeIncomingChildren(
  tx: Tx,
  system: string,
  children: readonly IncomingChild[],
): Promise<ReadonlyMap<string, string>> {
  const byId = new Map(children.map((child) => [child.id, child]))
  const known = new Map([
    ...(await findChildrenByReference(tx, [...byId.keys()])),
    ...(await findChildrenByIdentifier(tx, system, [...byId.keys()])),
  ])
  const fresh = [...byId.values()].filter(({ id }) => !known.has(id)).map((child) => ({ child, id: newId() }))
  await addChildren(
    tx,
    fresh.map(({ child, id }) => ({
      id,
      familyName: child.familyName || null,
      givenName: child.givenName || null,
      dateOfBirth: child.dateOfBirth,
      expectedDate: child.expectedDate,
      gender: child.gender,
      ethnicity: child.ethnicity,
      identifier: { system, value: child.id },
    })),
  )
  return new Map([...known, ...fresh.map(({ child, id }) => [child.id, id] as const)])
}
