import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Grade } from '../../words.ts'

/** A first and a second grade of the same case: of the whole, or of one section. */
export interface Pair {
  /** Null for a record that is closed to whoever asks: it is counted, and not named. */
  readonly caseId: string | null
  readonly cycleId: string
  readonly toolId: string
  readonly areaId: string | null
  /** Key of the section; '' for the grade of the whole. */
  readonly section: string
  readonly firstGrade: Grade
  readonly secondGrade: Grade
  readonly finalGrade: Grade | null
  readonly firstAuditorId: string
  readonly isRandomShare: boolean
  /** When the later of the two was sent in. */
  readonly sealedAt: Temporal.Instant
}

/** Every case that was graded twice, for those who oversee audits and for jobs. */
export async function listPairs(tx: Tx): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    select case_id, cycle_id, tool_id, area_id, section, first_grade, second_grade, final_grade, first_auditor_id,
           is_random_share, sealed_at
      from audits.graded_pairs() order by sealed_at`.execute(tx.sql)
  return rows
}
