import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** That somebody read a record, a contact about the child, or asked for it and was refused. */
export interface Reading {
  readonly id: number
  readonly recordedAt: Temporal.Instant
  readonly kind: 'read' | 'refusal'
  /** Null for a job. */
  readonly personId: string | null
  readonly job: string | null
  /** The pattern of the page's address; null for what was trailed before pages were named. */
  readonly page: string | null
}

export interface ReadingsAsked {
  readonly personId: string | null
  readonly from: Temporal.Instant | null
  readonly to: Temporal.Instant | null
  readonly limit: number
  readonly skip: number
}

/** Who read a record, latest first; nothing for somebody who neither guards it nor watches reading. */
export async function listReadings(
  tx: Tx,
  childId: string,
  { personId, from, to, limit, skip }: ReadingsAsked,
): Promise<{ readonly readings: readonly Reading[]; readonly total: number }> {
  const { rows } = await sql<Reading & { allOfThem: number }>`
    select id, recorded_at, kind, person_id, job, page, all_of_them
      from restricted_records.readings_of(${childId}, ${personId}::uuid, ${from}::timestamptz, ${to}::timestamptz,
                                          ${limit}, ${skip})`.execute(tx.sql)
  return { readings: rows, total: Number(rows[0]?.allOfThem ?? 0) }
}
