import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ToDo } from '../rules/follow-up.ts'
import { on } from '../tables.ts'
import type { ToDoKind } from '../words.ts'

/** Opens what has to be done. What is open already stays as it is. `at` is when; now, unless history is laid down. */
export async function openToDos(
  tx: Tx,
  toDos: readonly (ToDo & { readonly contactId: string | null })[],
  at: Temporal.Instant = tx.now,
): Promise<void> {
  if (toDos.length === 0) return
  const rows = toDos.map((toDo) => ({ ...toDo, authorityId: tx.who.authorityId, openedAt: at }))
  await on(tx)
    .insertInto('frontDoor.toDo')
    .values(rows)
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Takes something from the list because it was done; the fact that it was stands in its own table. */
export async function closeToDo(tx: Tx, kind: ToDoKind, subjectId: string): Promise<void> {
  await on(tx)
    .deleteFrom('frontDoor.toDo')
    .where('authorityId', '=', tx.who.authorityId)
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .execute()
}

export type OpenToDo = ToDo & { readonly contactId: string | null; readonly openedAt: Temporal.Instant }

/** What still has to be done about one contact, soonest first. */
export const listToDosOf = (tx: Tx, contactId: string): Promise<readonly OpenToDo[]> =>
  on(tx)
    .selectFrom('frontDoor.toDo')
    .select(['kind', 'subjectId', 'contactId', 'dueAt', 'ownerId', 'notBy', 'detail', 'openedAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('dueAt')
    .execute()

/** One thing still to be done, or null when it has been done or never was to be. */
export async function findToDo(tx: Tx, kind: ToDoKind, subjectId: string): Promise<OpenToDo | null> {
  const row = await on(tx)
    .selectFrom('frontDoor.toDo')
    .select(['kind', 'subjectId', 'contactId', 'dueAt', 'ownerId', 'notBy', 'detail', 'openedAt'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .executeTakeFirst()
  return row ?? null
}
