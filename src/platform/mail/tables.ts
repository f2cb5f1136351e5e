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
    aboutKind: string | null
    aboutId: string | null
    thread: string | null
    dedupeKey: string | null
    calendarMethod: 'REQUEST' | 'CANCEL' | null
    calendarText: string | null
    linkPurpose: string | null
    linkSubjectId: string | null
    linkExpiresAt: Temporal.Instant | null
    place: Generated<number>
  }
  'mail.attempt': {
    authorityId: number
    id: string
    messageId: string
    result: AttemptResult
    code: string
    serviceReference: string | null
    attemptedAt: Generated<Temporal.Instant>
  }
  'mail.bounce': {
    authorityId: number
    id: string
    messageId: string
    code: string
    toldBy: 'report' | 'service'
    recordedAt: Generated<Temporal.Instant>
  }
  'mail.delivery': {
    authorityId: number
    id: string
    messageId: string
    recordedAt: Generated<Temporal.Instant>
  }
  'mail.awaited': {
    authorityId: number
    messageId: string
    serviceReference: string
    takenAt: Generated<Temporal.Instant>
    nextAskAt: Generated<Temporal.Instant>
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
