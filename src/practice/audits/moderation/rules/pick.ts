import type { Grade } from '../../words.ts'
import type { PickReason } from '../words.ts'

/** Fewer pairs than that tell nothing about an auditor. */
export const enoughPairs = 10

/** What is known when a first audit is sent in. */
export interface Known {
  readonly grade: Grade
  /** Auditors on their own that the round gives each case. */
  readonly markers: number
  readonly isInRandomShare: boolean
  readonly isAskedFor: boolean
  /** How many audits of this auditor were graded a second time, and how far the two agreed (AC2, ordinal weights). */
  readonly pairs: number
  readonly ac2: number | null
  /** Below this, all audits of the auditor are graded twice. */
  readonly leastAgreement: number
}

export interface Pick {
  readonly isModerated: boolean
  /** Drawn, whatever other reason there is. */
  readonly isRandomShare: boolean
  readonly reasons: readonly PickReason[]
}

/**
 * Whether a first audit is graded a second time, and why. Where a round has two auditors for each case the second of them is the
 * second grade: nobody chose those cases for a reason, so they stand with the random share.
 */
export function pickOf(known: Known): Pick {
  if (known.markers > 1) return { isModerated: true, isRandomShare: true, reasons: ['two-markers'] }
  const { grade, pairs, ac2 } = known
  const reasons: PickReason[] = []
  if (grade === 'inadequate' || grade === 'outstanding') reasons.push(grade)
  if (pairs < enoughPairs || ac2 === null) reasons.push('few-pairs')
  else if (ac2 < known.leastAgreement) reasons.push('low-agreement')
  if (known.isAskedFor) reasons.push('asked')
  return {
    isModerated: known.isInRandomShare || reasons.length > 0,
    isRandomShare: known.isInRandomShare,
    reasons,
  }
}
