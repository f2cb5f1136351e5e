import type { Temporal } from 'temporal-polyfill'
import type { Remark } from '#platform/reading'
import type { IncomingChild } from '#practice/children'
import type { SourceCode } from '#practice/front-door'
import type { AssessmentTold, ReferralTold, Section47Told } from '../told.ts'
import type { AnnexAColumn, AnnexAList } from './columns.ts'

interface Common<List extends AnnexAList> {
  readonly list: List
  readonly child: IncomingChild
  /** The day of the contact, the referral, the start of the assessment or enquiry. */
  readonly on: Temporal.PlainDate
}

export interface ContactRow extends Common<'contact'> {
  readonly source: SourceCode
}
export interface ReferralRow extends Common<'referral'> {
  readonly told: ReferralTold
}
export interface AssessmentRow extends Common<'assessment'> {
  readonly told: AssessmentTold
}
export interface Section47Row extends Common<'section-47'> {
  readonly told: Section47Told
}

/** A row of lists 1, 3, 4 or 5 as it was understood. */
export type AnnexARow = ContactRow | ReferralRow | AssessmentRow | Section47Row

export type AnnexARemark = Remark<AnnexAColumn>
