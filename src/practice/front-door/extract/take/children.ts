import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { addChildren, findChildrenByIdentifier } from '#practice/children'
import { on } from '../../tables.ts'
import type { ExtractContact, HashedRow } from './contacts.ts'

/** The records of the extract's children, by the extract's id; those that nobody has brought before are made. */
export async function takeChildren(
  tx: Tx,
  system: string,
  rows: readonly HashedRow[],
): Promise<ReadonlyMap<string, string>> {
  const byId = new Map(rows.map(({ value }) => [value.child.id, value.child]))
  const known = await findChildrenByIdentifier(tx, system, [...byId.keys()])
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

/** Puts the children onto their contacts. Answers the contacts that have one more child than before. */
export async function takeContactChildren(
  tx: Tx,
  contacts: readonly ExtractContact[],
  contactIds: ReadonlyMap<string, string>,
  childIds: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const rows = contacts.flatMap(({ contactId, rows: own }) =>
    own.map(({ value }) => ({
      authorityId: tx.who.authorityId,
      contactId: contactIds.get(contactId) ?? '',
      childId: childIds.get(value.child.id) ?? '',
      sourceChildId: value.child.id,
      knownAt: value.recordedAt ?? value.received.at ?? tx.now,
    })),
  )
  const added = await on(tx)
    .insertInto('frontDoor.contactChild')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .returning('contactId')
    .execute()
  return [...new Set(added.map(({ contactId }) => contactId))]
}
