import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { ExtractContact } from './contacts.ts'

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
