import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { EmergencyService } from '../words.ts'
import { openToDos } from './to-do.ts'

/** Help was called before anything else was typed. */
export interface NewDangerCall {
  readonly called: EmergencyService
  readonly calledOther: string
  readonly calledAt: Temporal.Instant
  readonly incidentNumber: string
  readonly note: string
}

export type DangerCall = NewDangerCall & {
  readonly id: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** Keeps the call, and reminds whoever made it until the contact itself is recorded. */
export async function recordDangerCall(tx: Tx, call: NewDangerCall, by: string): Promise<string> {
  const id = newId()
  await on(tx)
    .insertInto('frontDoor.dangerCall')
    .values({ authorityId: tx.who.authorityId, id, ...call })
    .execute()
  const toDo = { kind: 'danger-call' as const, subjectId: id, dueAt: tx.now, ownerId: by, notBy: null, detail: '' }
  await openToDos(tx, [{ ...toDo, contactId: null }])
  tx.trail.changed({ action: 'danger-call.recorded', subjects: [id], content: call })
  return id
}

export async function findDangerCall(tx: Tx, id: string): Promise<DangerCall | null> {
  const row = await on(tx)
    .selectFrom('frontDoor.dangerCall')
    .selectAll()
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The contact that was recorded after this call, if it was. */
export async function findContactAfterCall(tx: Tx, callId: string): Promise<string | null> {
  const row = await on(tx)
    .selectFrom('frontDoor.contact')
    .select('id')
    .where('authorityId', '=', tx.who.authorityId)
    .where('dangerCallId', '=', callId)
    .executeTakeFirst()
  return row?.id ?? null
}
