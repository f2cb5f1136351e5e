import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { CaseRecord } from '../tables.ts'
import type { AssessmentTold, ReferralTold, Section47Told } from '../told.ts'

/** What stands of these children's referrals. Trailed as read of the children. */
export const listReferrals = (tx: Tx, childIds: readonly string[]): Promise<readonly (CaseRecord & ReferralTold)[]> =>
  list(tx, 'referral', childIds)

export const listAssessments = (
  tx: Tx,
  childIds: readonly string[],
): Promise<readonly (CaseRecord & AssessmentTold)[]> => list(tx, 'assessment', childIds)

export const listSection47s = (tx: Tx, childIds: readonly string[]): Promise<readonly (CaseRecord & Section47Told)[]> =>
  list(tx, 'section_47', childIds)

async function list<Told extends CaseRecord>(
  tx: Tx,
  table: 'referral' | 'assessment' | 'section_47',
  childIds: readonly string[],
): Promise<readonly Told[]> {
  const { rows } = await sql<Told>`
    select * from case_records.${sql.id(`standing_${table}`)}
     where authority_id = ${tx.who.authorityId} and child_id = any (${[...childIds]}::uuid[])
     order by on_day desc, occurrence`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows
}

/** What stands of these days, the last among them, of every child that who asks may read, in time order. Trailed as read. */
export async function listBetween<Told>(
  tx: Tx,
  table: 'referral' | 'assessment' | 'section_47',
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<readonly (CaseRecord & Told)[]> {
  const { rows } = await sql<CaseRecord & Told>`
    select * from case_records.${sql.id(`standing_${table}`)}
     where authority_id = ${tx.who.authorityId} and on_day between ${from} and ${until}
     order by on_day, child_id, occurrence`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows
}
