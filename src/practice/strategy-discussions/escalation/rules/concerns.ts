import type { Temporal } from 'temporal-polyfill'
import { afterElapsedHours } from '#kernel/clock'
import { isCondition } from '../conditions.ts'
import { escalationBy, isKnownBy } from './as-known.ts'
import { type Judgement, judgeCase } from './case.ts'
import { bare, type Ending, ending } from './ending.ts'
import type { ConcernFacts, EscalationFact } from './facts.ts'
import { aboutTheAuthority, type Clock, type Finding } from './finding.ts'
import { lateAfter, latest } from './instants.ts'
import { challengeFindings } from './promises.ts'

/** A concern as it stood at one moment, from what was known by then; null when it was not known itself. */
export function concernAsKnownAt(facts: ConcernFacts, at: Temporal.Instant): ConcernFacts | null {
  const isKnown = isKnownBy(at)
  if (!isKnown(facts)) return null
  return {
    ...facts,
    answers: facts.answers.filter(isKnown),
    challenges: facts.challenges.filter(isKnown),
    challengeAnswers: facts.challengeAnswers.filter(isKnown),
    escalations: facts.escalations.filter(isKnown).map((escalation) => escalationBy(escalation, at)),
  }
}

/** Taken up: from here on everything about it is the discussion's, challenges to it too. */
const hasDiscussion = ({ answers }: ConcernFacts): boolean => answers.some(({ discussionId }) => discussionId !== null)

/**
 * What a concern is or will be late with: an answer, within the hours that a discussion has; and answers to those who
 * disagree, while there is no discussion that they disagree about. A child may be at risk, so that neither waits for Monday.
 */
export function concernFindingsOf(concern: ConcernFacts, { limits }: Clock): readonly Finding[] {
  if (hasDiscussion(concern)) return []
  const limit = afterElapsedHours(concern.raisedAt, limits.strategyDiscussionHours)
  const unanswered: Finding = {
    ...aboutTheAuthority('concern-not-answered', '', latest(lateAfter(limit), concern.knownAt)),
    pace: { kind: 'round-the-clock' },
  }
  const found = [
    ...(concern.answers.length === 0 ? [unanswered] : []),
    ...challengeFindings({ ...concern, isHeld: false }),
  ]
  // Its agency reads that its own concern climbs; whoever is asked is the authority's.
  return found.map((finding) => ({ ...finding, agencyId: concern.agencyId }))
}

/** Judges a concern at an instant by the facts known by then; null when it was not known itself. */
export function judgeConcern(facts: ConcernFacts, at: Temporal.Instant, clock: Clock): Judgement | null {
  const concern = concernAsKnownAt(facts, at)
  if (concern === null) return null
  const judged = {
    reference: concern.reference,
    // Of nobody's team yet: whoever decides at the front door is asked first.
    line: { teamId: null, allocatedWorkerId: null, chairId: null },
    findings: concernFindingsOf(concern, clock),
    escalations: concern.escalations,
    endingOf: (escalation: EscalationFact) => concernEndingOf(concern, escalation),
    endsThoughLate: () => null,
    paceOfRaised: () => ({ kind: 'round-the-clock' }) as const,
    lacksFullMeeting: false,
  }
  return judgeCase(judged, at, clock)
}

function concernEndingOf(concern: ConcernFacts, { condition, subject }: EscalationFact): Ending | null {
  if (!isCondition(condition)) return null
  if (condition === 'challenge-not-answered' && concern.challengeAnswers.some(({ id }) => id === bare(subject)))
    return ending('answered', 'The challenge was answered.')
  if (condition === 'concern-not-answered') return ending('happened-late', 'The concern was answered.')
  return ending('no-longer-needed', 'The concern has a strategy discussion now: what is open stands there.')
}
