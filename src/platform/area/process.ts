import type { RawBuilder } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Activity, ProcessRoute } from '#kernel/process-activities'
import type { Tx } from '#platform/transaction'

/**
 * What an area publishes of the process as its records show it: a query, so that a million events are joined and sorted where
 * they are and sent in pieces. It answers rows of {@link ProcessEventRow}, in any order, through a function that refuses
 * partners and gives pseudonyms in place of ids (see `front_door.process_events`).
 */
export type ProcessEventSource = (tx: Tx, asked: ProcessEventsAsked) => RawBuilder<ProcessEventRow>

export interface ProcessEventsAsked {
  /** First day, in Europe/London. */
  readonly from: Temporal.PlainDate
  /** The day after the last. */
  readonly to: Temporal.PlainDate
  /** A bigint drawn for this call: `uuid_hash_extended(id, key)` stands for a child and for a contact, alike in every source. */
  readonly key: string
  /** Only children whose records are open to whoever asks. Otherwise everybody, so that a figure does not depend on who looks. */
  readonly openOnly: boolean
}

/** One event, with its columns as they are called in SQL. */
export interface ProcessEventRow {
  readonly child: number
  /** Null where the records name none: the event then belongs to the child's latest contact by that time. */
  readonly contact: number | null
  /** When it happened; the first instant of the London day when only the day is known (`is_day`). */
  readonly at: Temporal.Instant
  readonly is_day: boolean
  readonly activity: Activity
  /** Null where this area cannot say. */
  readonly route: ProcessRoute | null
  readonly area_id: string | null
  readonly team_id: string | null
  /** Whose doing it was: one of `eventAgencies` and of `eventRoles` in the process-map area. */
  readonly agency: string
  readonly role: string
}
