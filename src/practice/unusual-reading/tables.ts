import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { FindingOutcome, FlagKind } from './words.ts'

/** The area's own tables, as Kysely sees them. */
type UnusualReadingTables = {
  'unusualReading.mark': { authorityId: number; entryId: number; lookedAt: Temporal.Instant }
  'unusualReading.flag': {
    authorityId: number
    id: string
    kind: FlagKind
    personId: string
    fromAt: Temporal.Instant
    toAt: Temporal.Instant
    children: number
    readings: number
    childId: string | null
    dueAt: Temporal.Instant
    flaggedAt: Generated<Temporal.Instant>
  }
  'unusualReading.finding': {
    authorityId: number
    flagId: string
    outcome: FindingOutcome
    reason: string
    foundAt: Generated<Temporal.Instant>
    foundBy: string
  }
}

export const on = (tx: Tx) => tx.sql.withTables<UnusualReadingTables>()
