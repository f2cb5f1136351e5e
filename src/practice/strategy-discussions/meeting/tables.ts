import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Recorded } from '../tables.ts'
import type { HealthService, Partner } from '../words.ts'
import type { Came, ChildOutcomeKind, How, InformationAnswerKind, Section47Kind } from './words.ts'

/** What is recorded at a discussion, as Kysely sees it. */
type MeetingTables = {
  'strategy.attendance': Recorded & {
    id: string
    discussionId: string
    corrects: string | null
    isWithdrawn: Generated<boolean>
    invitationId: string | null
    partner: Partner
    healthService: HealthService | null
    agencyId: string | null
    personId: string | null
    name: Generated<string>
    role: Generated<string>
    came: Came
    how: How | null
    reason: Generated<string>
    happenedAt: Temporal.Instant
  }
  'strategy.information': Recorded & {
    id: string
    discussionId: string
    partner: Partner
    agencyId: string | null
    givenByName: Generated<string>
    what: string
    isPromised: Generated<boolean>
    promisedBy: Temporal.Instant | null
    fulfils: string | null
    givenAt: Temporal.Instant
  }
  'strategy.informationAnswer': Recorded & {
    id: string
    informationId: string
    discussionId: string
    kind: InformationAnswerKind
    correctedText: Generated<string>
    familyMaySee: boolean
    familyMaySeeWhy: Generated<string>
    givenBy: 'own-sign-in' | 'telephone'
    givenByName: Generated<string>
    answeredAt: Temporal.Instant
  }
  'strategy.record': Recorded & {
    id: string
    discussionId: string
    corrects: string | null
    correctionReason: Generated<string>
    harm: Generated<string>
    likelihood: Generated<string>
    protects: Generated<string>
    unknowns: Generated<string>
    childsView: Generated<string>
    history: Generated<string>
    decision: string
    immediatePlan: Generated<string>
    interimPlan: Generated<string>
    familyTold: Generated<string>
  }
  'strategy.childOutcome': Recorded & {
    id: string
    discussionId: string
    childId: string
    corrects: string | null
    correctionReason: Generated<string>
    outcome: ChildOutcomeKind
    reasons: string
    dissent: Generated<string>
  }
  'strategy.section_47': Recorded & {
    id: string
    discussionId: string
    childId: string
    kind: Section47Kind
    startedAt: Temporal.Instant
    authorisedBy: string | null
    authorisedByName: Generated<string>
    conferenceDueOn: Temporal.PlainDate
  }
  'strategy.chairConfirmation': Omit<Recorded, 'recordedBy'> & {
    settlementId: string
    discussionId: string
    isConfirmed: boolean
    words: string
    confirmedAt: Temporal.Instant
    confirmedBy: string
  }
}

export const on = (tx: Tx) => tx.sql.withTables<MeetingTables>()
