import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import { assignContacts, recordEvents } from './events.ts'

export interface HandOver {
  readonly fromPerson: string
  /** Null: to whoever comes on. */
  readonly toPerson: string | null
  readonly note: string
  readonly contactIds: readonly string[]
}

/** Hands over a shift: the note, and the contacts that go with it. */
export async function recordHandOver(tx: Tx, handOver: HandOver): Promise<void> {
  const { contactIds, toPerson, note } = handOver
  const id = newId()
  await on(tx)
    .insertInto('frontDoor.shiftHandover')
    .values({ ...handOver, contactIds: [...contactIds], authorityId: tx.who.authorityId, id })
    .execute()
  await recordEvents(tx, contactIds, { kind: 'handed-over', happenedAt: tx.now, personId: toPerson, note })
  await assignContacts(tx, contactIds, toPerson)
  tx.trail.changed({ action: 'shift.handed-over', subjects: [id, ...contactIds], content: handOver })
}

/** The last few notes, latest first: what the shift before left for this one. */
export const listHandOvers = (
  tx: Tx,
  since: Temporal.Instant,
): Promise<readonly (HandOver & { readonly id: string; readonly recordedAt: Temporal.Instant })[]> =>
  on(tx)
    .selectFrom('frontDoor.shiftHandover')
    .select(['id', 'fromPerson', 'toPerson', 'note', 'contactIds', 'recordedAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('recordedAt', '>=', since)
    .orderBy('recordedAt', 'desc')
    .limit(20)
    .execute()
