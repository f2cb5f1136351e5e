import type { Temporal } from 'temporal-polyfill'
import { type Climbing, type ClimbLimits, climbsDue, type Rung, wholeSpans } from './ladder.ts'

/** A review is due at 24, 48, 72 … elapsed hours from receipt (council report §11). */
export const periodHours = 24

/** A contact that had no full outcome at the moment swept, as the facts recorded by then tell it. */
export interface LateContact {
  /** When it reached the council: both clocks start here, whenever somebody typed it in. */
  readonly receivedAt: Temporal.Instant
  readonly isWarned: boolean
  /** The latest review opened by then; null when there was none. */
  readonly lastReview: (Climbing & { readonly period: number; readonly isRecorded: boolean }) | null
}

export interface SweepLimits extends ClimbLimits {
  /** When the warning comes, in hours from receipt, before the first review is due (20 unless the authority set another). */
  readonly warningHours: number
}

/** What the sweep owes one contact. */
export interface Due {
  readonly warns: boolean
  readonly opens: { readonly period: number; readonly missed: number } | null
  readonly climbs: readonly Rung[]
  readonly isOpenAlready: boolean
}

/**
 * What is due for one contact at one instant. A contact received exactly 24 h before is due, not merely about to be.
 * The marks are counted from receipt, whenever the last review was recorded; while one review is open no other opens,
 * and the marks that passed without a review are counted as missed in the next one.
 */
export function dueFor(contact: LateContact, at: Temporal.Instant, limits: SweepLimits): Due {
  const { lastReview } = contact
  if (lastReview !== null && !lastReview.isRecorded) {
    return { warns: false, opens: null, climbs: climbsDue(lastReview, at, limits), isOpenAlready: true }
  }
  const period = wholeSpans(contact.receivedAt, at, periodHours * 3600)
  const lastPeriod = lastReview?.period ?? 0
  const opens = period > lastPeriod ? { period, missed: period - lastPeriod - 1 } : null
  const isNearlyDue = period === 0 && wholeSpans(contact.receivedAt, at, limits.warningHours * 3600) > 0
  return { warns: isNearlyDue && !contact.isWarned, opens, climbs: [], isOpenAlready: false }
}

/**
 * Whether a decision was recorded too long after it was made to have been recorded "immediately" (§11; the local limit
 * is a setting, one hour unless changed). Exactly at the limit is in time.
 */
export const isRecordedLate = (
  decidedAt: Temporal.Instant,
  recordedAt: Temporal.Instant,
  limitMinutes: number,
): boolean => recordedAt.epochNanoseconds - decidedAt.epochNanoseconds > BigInt(limitMinutes) * 60_000_000_000n
