import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

export type AttemptResult = 'sent' | 'failed' | 'given-up'

/** The room's own tables, as Kysely sees them. */
type MailTables = {
  'mail.message': {
    authorityId: number
    id: string
    toAddress: string
    subject: string
    text: string
    queuedAt: Generated<Temporal.Instant>
    queuedBy: Generated<string | null>
  }
  'mail.attempt': {
    authorityId: number
    id: string
    messageId: string
    result: AttemptResult
    code: string
    attemptedAt: Generated<Temporal.Instant>
  }
  'mail.waiting': {
    authorityId: number
    messageId: string
    attempts: Generated<number>
    nextAttemptAt: Generated<Temporal.Instant>
    isGivenUp: Generated<boolean>
  }
}

export const on = (tx: Tx) => tx.sql.withTables<MailTables>()
