import { sql } from 'kysely'
import { askFor } from '#platform/jobs'
import type { Tx } from '#platform/transaction'
import { messageOf, type WebhookEvent } from './event.ts'

/** What the job is called in the queue. */
export const jobName = 'webhooks.send'

/** Whether anybody listens for this event: asked before its message is put together. */
export async function isAwaited(tx: Tx, event: WebhookEvent): Promise<boolean> {
  const { rows } = await sql<{ isAwaited: boolean }>`select webhooks.is_awaited(${event.name})`.execute(tx.sql)
  return rows[0]?.isAwaited === true
}

/** One thing that happened: what it is about, and what is told of it. */
export interface Happened {
  readonly subjectId: string
  readonly data: unknown
}

/** Puts messages on their way, in the transaction of the fact: rolled back, nobody is told. */
export async function publish(tx: Tx, event: WebhookEvent, happened: readonly Happened[]): Promise<void> {
  let told = 0
  for (const { subjectId, data } of happened) {
    const message = messageOf(event.name, tx.now, data)
    const { rows } = await sql<{ publish: number }>`
      select webhooks.publish(${event.name}, ${subjectId}, ${message})`.execute(tx.sql)
    told += rows[0]?.publish ?? 0
  }
  if (told > 0) await askFor(tx, jobName, { isApart: true })
}
