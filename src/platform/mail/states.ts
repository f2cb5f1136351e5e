import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** What became of one message, without its address or its words. */
export interface MailState {
  /** What it is about, as it was queued. */
  readonly aboutId: string
  readonly messageId: string
  /** What it asks of a calendar; null for mail without one. */
  readonly method: 'REQUEST' | 'CANCEL' | null
  /**
   * 'waiting' has not been tried, 'failing' is tried again, 'given-up' was refused or tried for two days, 'sent' was taken by
   * the mail server or the service, 'delivered' has arrived as far as the service knows, 'bounced' came back, 'overtaken' was
   * given up while a later one of its thread was taken.
   */
  readonly state: 'waiting' | 'failing' | 'given-up' | 'sent' | 'delivered' | 'bounced' | 'overtaken'
  /** What was last answered, or why it came back (`5.1.1`); '' before the first try. */
  readonly code: string
  readonly tries: number
  readonly queuedAt: Temporal.Instant
  /** Since when it is so: when it was taken, came back or was last tried. */
  readonly changedAt: Temporal.Instant
}

/** What became of the mail about these records, in the order in which it was queued. Partners are told nothing. */
export async function listMailFor(tx: Tx, kind: string, ids: readonly string[]): Promise<readonly MailState[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<MailState>`select * from mail.states_of(${kind}, ${[...ids]}::uuid[])`.execute(tx.sql)
  return rows
}

/** Mail that did not reach somebody: they have to be told in another way. */
export interface Undelivered {
  readonly aboutId: string
  readonly messageId: string
  readonly state: 'given-up' | 'bounced'
  readonly code: string
  readonly since: Temporal.Instant
}

/** The records of a kind about which mail did not arrive since then: given up and not overtaken, or come back. Oldest first. */
export async function listUndelivered(tx: Tx, kind: string, since: Temporal.Instant): Promise<readonly Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select * from mail.undelivered(${kind}, ${since}::timestamptz)`.execute(tx.sql)
  return rows
}
