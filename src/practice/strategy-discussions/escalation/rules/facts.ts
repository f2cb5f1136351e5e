import type { Temporal } from 'temporal-polyfill'
import type { DiscussionState, KeyPartner, Origin, Partner, SettlementKind } from '../../words.ts'
import type { EndOutcome } from '../words.ts'

/** Every fact carries when the house knew of it: a past moment is judged from what was known by then. */
interface Known {
  readonly id: string
  readonly knownAt: Temporal.Instant
}

export interface SettlementFact extends Known {
  readonly kind: SettlementKind
  readonly replaces: string | null
  readonly happenedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly isEmergencyCall: boolean
  /** Of a decision to hold none: by when it is looked at. */
  readonly reviewDueAt: Temporal.Instant | null
  readonly chairId: string | null
  readonly chairDepartures: readonly string[]
}

export interface ArrangementFact extends Known {
  readonly replaces: string | null
  readonly isCancelled: boolean
  readonly startsAt: Temporal.Instant
  readonly chairId: string | null
}

export interface InvitationFact extends Known {
  readonly partner: Partner
  readonly agencyId: string | null
  readonly personId: string | null
  readonly invitedAt: Temporal.Instant
}

export interface ReplyFact extends Known {
  readonly invitationId: string
  readonly answer: 'yes' | 'no' | 'someone-else' | 'information-only'
}

export interface AttendanceFact extends Known {
  readonly corrects: string | null
  readonly isWithdrawn: boolean
  readonly invitationId: string | null
  readonly partner: Partner
  readonly agencyId: string | null
  readonly personId: string | null
  readonly came: string
}

export interface InformationFact extends Known {
  readonly partner: string
  readonly agencyId: string | null
  readonly promisedBy: Temporal.Instant | null
  readonly fulfils: string | null
}

export interface RecipientFact extends Known {
  readonly attendanceId: string | null
  readonly invitationId: string | null
  readonly agencyId: string | null
  readonly personId: string | null
}

export interface Section47Fact extends Known {
  readonly conferenceDueOn: Temporal.PlainDate
}

/** The discussion at which it was initiated turned out to have been on another day: the last day moves with it. */
export interface Section47RedatingFact extends Known {
  readonly section47Id: string
  readonly replaces: string | null
  readonly conferenceDueOn: Temporal.PlainDate
}

export interface Section47EndFact extends Known {
  readonly section47Id: string
  readonly corrects: string | null
  readonly outcome: string
}

export interface StepFact extends Known {
  readonly section47Id: string
  readonly kind: string
  readonly replaces: string | null
  readonly slotId: string | null
  readonly heldOn: Temporal.PlainDate | null
}

export interface SlotFact extends Known {
  readonly replaces: string | null
  readonly isWithdrawn: boolean
  readonly startsAt: Temporal.Instant
}

export interface ChallengeFact extends Known {
  readonly about: string
}

export interface RungFact {
  readonly rung: number
  readonly toName: string
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly isLast: boolean
}

/** An escalation with what became of it. */
export interface EscalationFact extends Known {
  readonly reference: string
  readonly condition: string
  readonly subject: string
  readonly partner: Partner | null
  readonly agencyId: string | null
  readonly since: Temporal.Instant
  readonly openedAt: Temporal.Instant
  /** Lowest first. */
  readonly rungs: readonly RungFact[]
  /** When each reply was known, earliest first. */
  readonly repliedAt: readonly Temporal.Instant[]
  readonly end: { readonly outcome: EndOutcome; readonly endedAt: Temporal.Instant } | null
}

/** What an escalation is about: a discussion, or a concern that has none. */
export type About =
  | { readonly discussionId: string; readonly concernId?: null }
  | { readonly discussionId: null; readonly concernId: string }

/** Whose line is asked within the authority, as far as it is known. */
export interface Line {
  readonly teamId: string | null
  readonly allocatedWorkerId: string | null
  readonly chairId: string | null
}

/** Everything about one concern of a partner that escalation looks at. */
export interface ConcernFacts extends Known {
  readonly reference: string
  /** Whose concern it is. */
  readonly agencyId: string | null
  readonly raisedAt: Temporal.Instant
  readonly answers: readonly (Known & { readonly discussionId: string | null })[]
  /** Those that hang on no discussion. */
  readonly challenges: readonly ChallengeFact[]
  /** `id` is the challenge that was answered. */
  readonly challengeAnswers: readonly Known[]
  readonly escalations: readonly EscalationFact[]
}

/** Everything about one discussion that escalation looks at. */
export interface DiscussionFacts extends Known {
  readonly reference: string
  readonly origin: Origin
  readonly teamId: string | null
  readonly allocatedWorkerId: string | null
  readonly dueAt: Temporal.Instant
  readonly settlements: readonly SettlementFact[]
  readonly notHoldingReviews: readonly Known[]
  readonly arrangements: readonly ArrangementFact[]
  readonly invitations: readonly InvitationFact[]
  readonly withdrawals: readonly Known[]
  readonly replies: readonly ReplyFact[]
  readonly goingAhead: readonly (Known & { readonly partner: KeyPartner })[]
  readonly attendances: readonly AttendanceFact[]
  readonly information: readonly InformationFact[]
  readonly recipients: readonly RecipientFact[]
  readonly section47s: readonly Section47Fact[]
  readonly section47Redatings: readonly Section47RedatingFact[]
  readonly section47Ends: readonly Section47EndFact[]
  readonly steps: readonly StepFact[]
  readonly slots: readonly SlotFact[]
  /** Checks of the interim plan: `id` is the check's, known when it was recorded. */
  readonly checks: readonly (Known & { readonly section47Id: string; readonly checkedAt: Temporal.Instant })[]
  readonly challenges: readonly ChallengeFact[]
  /** `id` is the challenge that was answered. */
  readonly challengeAnswers: readonly Known[]
  /** `id` is the settlement whose chair was confirmed. */
  readonly chairConfirmations: readonly Known[]
  /** The full meeting that follows this emergency call. */
  readonly fullMeetings: readonly Known[]
  readonly escalations: readonly EscalationFact[]
}

/** A discussion as it stood at one moment: only what was known, and of that only what nothing had taken the place of. */
export interface Snapshot extends Omit<DiscussionFacts, 'settlements' | 'arrangements'> {
  readonly state: DiscussionState
  readonly settlement: SettlementFact | null
  readonly arrangement: StandingArrangement | null
}

/** The arrangement that stands, and since when its start has been what it is. */
export interface StandingArrangement extends ArrangementFact {
  /** The first row that had this start: changing the chair makes no new arrangement, moving the time does. */
  readonly timeId: string
  readonly timeKnownAt: Temporal.Instant
  /** It was at another time before: what was answered then is no answer to this. */
  readonly isMoved: boolean
}
