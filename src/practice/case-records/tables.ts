import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { AssessmentTold, ReferralTold, Section47Told } from './told.ts'

/** What every record of the case system has beside what it tells. */
export interface CaseRecord {
  readonly id: string
  readonly childId: string
  readonly onDay: Temporal.PlainDate
  /** Which of that child's records of that day: 1, 2 … */
  readonly occurrence: number
}

export type CameFrom = 'annex-a' | 'cin-census'

type Columns = {
  authorityId: number
  id: string
  childId: string
  onDay: Temporal.PlainDate
  occurrence: number
  cameFrom: CameFrom
  corrects: string | null
  recordedAt: Generated<Temporal.Instant>
}

/** Kysely's tables are types of plain columns. */
type Plain<Told> = { -readonly [Column in keyof Told]: Told[Column] }

export type CaseRecordsTables = {
  'caseRecords.referral': Columns & Plain<ReferralTold>
  'caseRecords.standingReferral': Columns & Plain<ReferralTold>
  'caseRecords.assessment': Columns & Plain<AssessmentTold>
  'caseRecords.standingAssessment': Columns & Plain<AssessmentTold>
  'caseRecords.section_47': Columns & Plain<Section47Told>
  'caseRecords.standing_section_47': Columns & Plain<Section47Told>
}

/** The transaction with this area's tables. */
export const on = (tx: Tx) => tx.sql.withTables<CaseRecordsTables>()
