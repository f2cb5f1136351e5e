import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import type { Graded } from '../leniency/estimate.ts'

/** Every grade that stands, with who gave it as far as whoever asks may know: those who run audits know of all, others of themselves. */
export async function listGradings(tx: Tx): Promise<readonly Graded[]> {
  const { rows } = await sql<Graded>`
    select auditor, team_id, tool_id, graded_on, grade from audits.gradings()`.execute(tx.sql)
  return rows
}

/** Names by id, of people who have graded. */
export async function auditorNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation.person
     where authority_id = ${tx.who.authorityId} and id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
