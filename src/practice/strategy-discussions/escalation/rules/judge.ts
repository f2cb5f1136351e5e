import type { Temporal } from 'temporal-polyfill'
import { asKnownAt } from './as-known.ts'
import { beforeTheDiscussion, paceBefore } from './before.ts'
import { type Judgement, judgeCase } from './case.ts'
import { conferencesAndPlans } from './conferences.ts'
import { endingOf, endsThoughLate } from './endings.ts'
import type { DiscussionFacts, EscalationFact, Line, Snapshot } from './facts.ts'
import type { Clock, Finding, Pace, Rule } from './finding.ts'
import { promisesAndChallenges } from './promises.ts'
import { afterItWasHeld, becameOfIt } from './settled.ts'

const rules: readonly Rule[] = [
  beforeTheDiscussion,
  becameOfIt,
  afterItWasHeld,
  promisesAndChallenges,
  conferencesAndPlans,
]

/**
 * What a discussion is or will be late with, as its facts stand. What was brought in from the past is a record of what was,
 * and nobody is asked about it.
 */
export const findingsOf = (snapshot: Snapshot, clock: Clock): readonly Finding[] =>
  snapshot.origin === 'history' ? [] : rules.flatMap((rule) => rule(snapshot, clock))

/** Judges a discussion at an instant by the facts known by then; null when it was not known itself. */
export function judge(facts: DiscussionFacts, at: Temporal.Instant, clock: Clock): Judgement | null {
  const snapshot = asKnownAt(facts, at)
  if (snapshot === null) return null
  const judged = {
    reference: snapshot.reference,
    line: lineOf(snapshot),
    findings: findingsOf(snapshot, clock),
    escalations: snapshot.escalations,
    endingOf: (escalation: EscalationFact) => endingOf(snapshot, escalation),
    endsThoughLate: (escalation: EscalationFact) => endsThoughLate(snapshot, escalation),
    paceOfRaised: (escalation: EscalationFact) => paceOfRaised(snapshot, escalation),
    lacksFullMeeting: isFullMeetingMissing(snapshot),
  }
  return judgeCase(judged, at, clock)
}

/** The chair: of the discussion as it was held, or as it is arranged. */
const lineOf = ({ teamId, allocatedWorkerId, settlement, arrangement }: Snapshot): Line => ({
  teamId,
  allocatedWorkerId,
  chairId: settlement?.chairId ?? arrangement?.chairId ?? null,
})

/** What a partner raises is answered before the discussion while it is due, and afterwards in working time. */
const paceOfRaised = (snapshot: Snapshot, { since }: EscalationFact): Pace =>
  snapshot.state === 'due' ? paceBefore(snapshot, since) : { kind: 'working-days' }

const isFullMeetingMissing = ({ state, settlement, fullMeetings, origin }: Snapshot): boolean =>
  origin !== 'history' && state === 'held' && settlement?.isEmergencyCall === true && fullMeetings.length === 0
