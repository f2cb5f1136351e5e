import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type {
  ConcernCameTo,
  DiscussionForm,
  DiscussionRoute,
  NotHoldingVerdict,
  Origin,
  SettlementKind,
} from './words.ts'

/** On every fact: when the house knew of it, when the database recorded it, and who pressed the button. */
export type Recorded = {
  authorityId: number
  knownAt: Generated<Temporal.Instant>
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

/** The area's first tables, as Kysely sees them: what is due and what became of it. */
export type DiscussionTables = {
  'strategy.concern': Recorded & {
    id: string
    reference: string
    agencyId: string | null
    raisedBy: string | null
    raisedByName: Generated<string>
    raisedAt: Temporal.Instant
    about: string
    worry: string
  }
  'strategy.concernAnswer': Recorded & {
    id: string
    concernId: string
    kind: 'discussion' | 'not-holding' | 'other'
    discussionId: string | null
    answer: string
    cameTo: ConcernCameTo | null
    contactId: string | null
    replaces: string | null
  }
  'strategy.discussion': Recorded & {
    id: string
    reference: string
    origin: Origin
    route: DiscussionRoute
    contactId: string | null
    concernId: string | null
    follows: string | null
    sourceSystem: string | null
    sourceDiscussionId: string | null
    teamId: string | null
    areaId: string | null
    allocatedWorkerId: string | null
    reasonableCauseAt: Temporal.Instant
    reasonableCause: Generated<string>
    reasonableCauseBy: string | null
    decidedToHoldAt: Temporal.Instant | null
    decidedToHoldBy: string | null
    isEmergency: Generated<boolean>
    dueAt: Temporal.Instant
    notTheSameBecause: Generated<string>
  }
  'strategy.discussionChild': Recorded & {
    discussionId: string
    childId: string
    decisionId: string | null
    hasDisability: boolean | null
  }
  'strategy.discussionChildRemoval': Omit<Recorded, 'knownAt'> & {
    discussionId: string
    childId: string
    reason: string
  }
  'strategy.settlement': Recorded & {
    id: string
    discussionId: string
    kind: SettlementKind
    replaces: string | null
    happenedAt: Temporal.Instant
    endedAt: Temporal.Instant | null
    personId: string | null
    personName: Generated<string>
    reason: Generated<string>
    reviewDueAt: Temporal.Instant | null
    form: DiscussionForm | null
    isEmergencyCall: Generated<boolean>
    whyByPhone: Generated<string>
    chairId: string | null
    chairName: Generated<string>
    chairDepartures: Generated<string[]>
    chairDepartureReason: Generated<string>
    minuteTakerId: string | null
    circulateBy: Temporal.Instant | null
  }
  'strategy.notHoldingReview': Omit<Recorded, 'recordedBy'> & {
    settlementId: string
    discussionId: string
    verdict: NotHoldingVerdict
    reason: string
    reviewedAt: Temporal.Instant
    reviewedBy: string
  }
}

export const on = (tx: Tx) => tx.sql.withTables<DiscussionTables>()
