import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Tx } from '#platform/transaction'

/** Something that another system can be told of as it happens. An area publishes its own; nothing about a child is in one. */
export interface WebhookEvent {
  /** As subscriptions and messages name it: `contact.late`. */
  readonly name: string
  /** "A contact has no outcome after 24 hours". */
  readonly words: string
  readonly description: string
  /** What stands under `data` in the message. */
  readonly data: z.ZodType
  /** A message's `data` to show, as of `now`. */
  readonly sample: (now: Temporal.Instant) => unknown
  /** Asked again when it is sent, which can be a day after it happened. */
  readonly mayStillTell: (tx: Tx, subjectId: string) => Promise<boolean>
}

/** Sent when somebody tries a subscription, to it alone. */
export const testEvent = 'webhook.test'

/** The exact text that is signed and sent (Standard Webhooks: type, timestamp, data). */
export const messageOf = (event: string, at: Temporal.Instant, data: unknown): string =>
  JSON.stringify({ type: event, timestamp: at.toString(), data })
