import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** So many cells of one column of one file that were rejected, or taken with a doubt or a change. */
export interface CountedRemarks {
  readonly runId: string
  readonly filename: string
  readonly askedOn: Temporal.PlainDate
  readonly kind: 'rejected' | 'noted'
  readonly columnName: string
  /** As the file writes it; '' where the row names none. */
  readonly team: string
  readonly many: number
}

/** What there is to mend in the files brought in on these days, counted; dry runs are left out. */
export async function listCountedRemarks(
  tx: Tx,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<readonly CountedRemarks[]> {
  const { rows } = await sql<CountedRemarks>`
    select * from imports.counted_remarks(${from}::date, ${to}::date)`.execute(tx.sql)
  return rows
}

export interface CountedRun {
  readonly runId: string
  readonly askedOn: Temporal.PlainDate
  readonly rowsRead: number
}

export async function listCountedRuns(
  tx: Tx,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<readonly CountedRun[]> {
  const { rows } = await sql<CountedRun>`
    select * from imports.counted_runs(${from}::date, ${to}::date)`.execute(tx.sql)
  return rows
}
