import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'

/** How far a round has come. Each of its audits is one of done, excused, late, not allocated, or on its way. */
export interface Progress {
  readonly cases: number
  readonly done: number
  readonly excused: number
  readonly late: number
  readonly notAllocated: number
}

const none: Progress = { cases: 0, done: 0, excused: 0, late: 0, notAllocated: 0 }

/** How far these rounds have come, counting every case, also those closed to whoever asks. */
export async function progressOf(tx: Tx, cycleIds: readonly string[]): Promise<(cycleId: string) => Progress> {
  if (cycleIds.length === 0) return () => none
  const { rows } = await sql<Progress & { cycleId: string }>`
    select cycle_id, count(*)::integer as cases, count(*) filter (where stands = 'done')::integer as done,
           count(*) filter (where stands = 'excused')::integer as excused,
           count(*) filter (where stands = 'open' and due_on < ${londonDate(tx.now)})::integer as late,
           count(*) filter (where stands = 'open' and due_on >= ${londonDate(tx.now)} and not is_allocated)::integer
             as not_allocated
      from audits.counted_cases(${[...cycleIds]}::uuid[]) group by cycle_id`.execute(tx.sql)
  const known = new Map(rows.map(({ cycleId, ...progress }) => [cycleId, progress]))
  return (cycleId) => known.get(cycleId) ?? none
}
