import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'

type ReviewRung = 'duty-manager' | 'service-manager' | 'head-of-service'

/** The instants of these facts are those swept for; `recordedAt` is when the sweep really ran. */
export type ReviewTable = {
  authorityId: number
  id: string
  contactId: string
  /** 1 at 24 hours from receipt, 2 at 48 … */
  period: number
  missed: Generated<number>
  openedAt: Temporal.Instant
  rung: ReviewRung
  assignedTo: string | null
  isGap: Generated<boolean>
  recordedAt: Generated<Temporal.Instant>
}

/** Projection: the one open review of a contact, where it stands now. */
export type OpenReviewTable = {
  authorityId: number
  contactId: string
  reviewId: string
  openedAt: Temporal.Instant
  rung: ReviewRung
  assignedTo: string | null
  dueAt: Temporal.Instant
}

export type ReviewRecordTable = {
  authorityId: number
  id: string
  reviewId: string
  contactId: string
  /** 'outcome-recorded': the contact got its outcome while the review was open. */
  kind: 'reviewed' | 'outcome-recorded'
  whyNoOutcome: Generated<string>
  whatHappensNow: Generated<string>
  nextAt: Temporal.Instant | null
  reviewedAt: Temporal.Instant
  reviewedBy: string | null
  corrects: string | null
  correctionReason: Generated<string>
  knownAt: Generated<Temporal.Instant>
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

export type ReviewClimbTable = {
  authorityId: number
  reviewId: string
  rung: Exclude<ReviewRung, 'duty-manager'>
  contactId: string
  climbedAt: Temporal.Instant
  assignedTo: string | null
  recordedAt: Generated<Temporal.Instant>
}

export type WarningTable = {
  authorityId: number
  contactId: string
  warnedAt: Temporal.Instant
  assignedTo: string | null
  recordedAt: Generated<Temporal.Instant>
}

/** A decision recorded too long after it was made. */
export type LateRecordingTable = {
  authorityId: number
  decisionId: string
  contactId: string
  minutes: number
  alertedAt: Temporal.Instant
  assignedTo: string | null
  recordedAt: Generated<Temporal.Instant>
}

export type ClimbTables = {
  'frontDoor.review': ReviewTable
  'frontDoor.openReview': OpenReviewTable
  'frontDoor.reviewRecord': ReviewRecordTable
  'frontDoor.reviewClimb': ReviewClimbTable
  'frontDoor.warning': WarningTable
  'frontDoor.lateRecording': LateRecordingTable
}
