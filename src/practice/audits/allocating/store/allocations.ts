import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Clash, Proof } from '../../allocation/rules/allocation.ts'
import type { AllocationProblem } from '../../allocation/rules/problem.ts'
import { on } from '../../tables.ts'

/** One solving, as it is kept: what was asked and what was answered, everybody by id. */
export interface KeptAllocation {
  readonly id: string
  readonly seed: number
  readonly problem: AllocationProblem
  readonly status: 'optimal' | 'infeasible' | 'failed'
  readonly objective: number | null
  readonly gap: number | null
  readonly proof: Partial<Proof> & { readonly notes?: readonly string[] }
  /** Rules that clash; of an allocation of the rest, those of the cases that were set aside. */
  readonly clashes: readonly Clash[]
  readonly solvedInMs: number
  readonly recordedAt: Temporal.Instant
}

export type NewAllocation = Omit<KeptAllocation, 'id' | 'recordedAt'> & { readonly cycleId: string }

export async function recordAllocation(tx: Tx, kept: NewAllocation): Promise<string> {
  const row = {
    ...kept,
    authorityId: tx.who.authorityId,
    id: newId(),
    problem: JSON.stringify(kept.problem),
    proof: JSON.stringify(kept.proof),
    clashes: JSON.stringify(kept.clashes),
  }
  await on(tx).insertInto('audits.allocation').values(row).execute()
  tx.trail.changed({ action: 'audit-round.allocated', subjects: [kept.cycleId], content: row })
  return row.id
}

/** The last solving of a round; null where there was none. */
export async function findLastAllocation(tx: Tx, cycleId: string): Promise<KeptAllocation | null> {
  const { rows } = await sql<KeptAllocation>`
    select id, seed, problem, status, objective, gap, proof, clashes, solved_in_ms, recorded_at from audits.allocation
     where authority_id = ${tx.who.authorityId} and cycle_id = ${cycleId} order by recorded_at desc, id desc limit 1`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}
