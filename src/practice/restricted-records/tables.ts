import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Emergency, RestrictionCategory, RestrictionStep, Verdict } from './words.ts'

/** The area's tables, as Kysely sees them. Restrictions stand in schema children, whose policies rest on them. */
type RestrictedTables = {
  'children.restriction': {
    authorityId: number
    id: string
    childId: string
    kind: RestrictionStep
    category: RestrictionCategory | null
    reason: string
    guardianId: string | null
    reviewDueOn: Temporal.PlainDate | null
    recordedAt: Generated<Temporal.Instant>
    recordedBy: string | null
  }
  'children.restrictionReader': {
    authorityId: number
    restrictionId: string
    childId: string
    personId: string
    namedAt: Generated<Temporal.Instant>
    namedBy: string | null
  }
  'restrictedRecords.breaking': {
    authorityId: number
    id: string
    childId: string
    childReference: string
    personId: string
    reasonKind: Emergency
    reason: string
    brokenAt: Generated<Temporal.Instant>
    endsAt: Generated<Temporal.Instant>
    guardianId: string
    reviewerId: string | null
    reviewDueAt: Temporal.Instant
    climbDueAt: Temporal.Instant
  }
  'restrictedRecords.breakingEnd': {
    authorityId: number
    breakingId: string
    endedAt: Generated<Temporal.Instant>
    endedBy: string
  }
  'restrictedRecords.breakingReview': {
    authorityId: number
    breakingId: string
    verdict: Verdict
    reason: string
    follows: string
    reviewedAt: Generated<Temporal.Instant>
    reviewedBy: string
  }
  'restrictedRecords.breakingClimb': {
    authorityId: number
    breakingId: string
    assignedTo: string | null
    dueAt: Temporal.Instant
    climbedAt: Generated<Temporal.Instant>
  }
  'restrictedRecords.vainAttempt': {
    authorityId: number
    id: string
    personId: string
    attemptedAt: Generated<Temporal.Instant>
  }
}

export const on = (tx: Tx) => tx.sql.withTables<RestrictedTables>()

/** Who records: the person signed in, or nobody for a job. */
export const recorder = (tx: Tx): string | null => (tx.who.kind === 'person' ? tx.who.personId : null)
