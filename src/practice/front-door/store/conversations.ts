import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { ConversationMethod } from '../words.ts'

/** One conversation: with whom, when, what was said, what was advised (council report §7). Empty where nothing was said. */
export interface NewConversation {
  readonly happenedAt: Temporal.Instant
  readonly method: ConversationMethod
  readonly personName: string
  readonly personRole: string
  readonly agency: string
  readonly said: string
  readonly advice: string
  readonly historyConsidered: string
  readonly consent: string
}

export interface Conversation extends NewConversation {
  readonly id: string
  readonly corrects: string | null
  readonly correctionReason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** Records a conversation, or a correction that names the one it stands for. */
export async function recordConversation(
  tx: Tx,
  contactId: string,
  conversation: NewConversation,
  correction: { readonly corrects: string; readonly reason: string } | null = null,
): Promise<string> {
  const id = newId()
  const row = { ...conversation, corrects: correction?.corrects ?? null, correctionReason: correction?.reason ?? '' }
  await on(tx)
    .insertInto('frontDoor.conversation')
    .values({ authorityId: tx.who.authorityId, id, contactId, ...row })
    .execute()
  const action = correction === null ? 'conversation.recorded' : 'conversation.corrected'
  tx.trail.changed({ action, subjects: [contactId, id], content: row })
  return id
}

/** Every conversation of a contact with its corrections, in the order they happened. */
export const listConversations = (tx: Tx, contactId: string): Promise<readonly Conversation[]> =>
  on(tx)
    .selectFrom('frontDoor.conversation')
    .selectAll()
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()

/** One conversation of this contact, or null; `isCorrected` when a later one stands for it. */
export async function findConversation(
  tx: Tx,
  contactId: string,
  id: string,
): Promise<(Conversation & { readonly isCorrected: boolean }) | null> {
  const all = await listConversations(tx, contactId)
  const found = all.find((conversation) => conversation.id === id)
  return found ? { ...found, isCorrected: all.some(({ corrects }) => corrects === id) } : null
}
