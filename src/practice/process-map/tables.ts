import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { BarrierStatus } from './words.ts'

type Recorded = {
  authorityId: number
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

/** The area's tables, as Kysely sees them. */
type ProcessMapTables = {
  'processMap.map': Recorded & { id: string; name: string; purpose: string }
  'processMap.version': Recorded & { id: string; mapId: string; number: number; copiedFrom: string | null }
  'processMap.revision': Recorded & { versionId: string; number: number; content: string; what: string }
  'processMap.publication': Recorded & { mapId: string; versionId: string; revision: number; why: string }
  'processMap.barrierStatus': Recorded & {
    id: string
    mapId: string
    barrierId: string
    status: BarrierStatus
    note: string
  }
}

export const on = (tx: Tx) => tx.sql.withTables<ProcessMapTables>()
