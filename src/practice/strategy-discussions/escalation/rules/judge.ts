import type { Temporal } from 'temporal-polyfill'
import { asKnownAt } from './as-known.ts'
import { beforeTheDiscussion, paceBefore } from './before.ts'
import { conferencesAndPlans } from './conferences.ts'
import { bare, type Ending, endingOf, endsThoughLate } from './endings.ts'
import type { DiscussionFacts, EscalationFact, Snapshot } from './facts.ts'
import type { Clock, Finding, Pace, Rule } from './finding.ts'
import { isAfter, isBy } from './instants.ts'
import { promisesAndChallenges } from './promises.ts'
import { climbsAt } from './rungs.ts'
import { afterItWasHeld, becameOfIt } from './settled.ts'

/** What is to be done about one discussion at one moment. */
export interface Judgement {
  readonly snapshot: Snapshot
  /** To be opened, each under the subject that it gets. */
  readonly opens: readonly Finding[]
  /** Open, and to be put to the next rung: it was never put to any, or its rung's time is over since `from`. */
  readonly climbs: readonly Climbing[]
  readonly ends: readonly { readonly escalation: EscalationFact; readonly ending: Ending }[]
  /** Escalations that are open and stay so. */
  readonly alreadyOpen: number
  /** An emergency call was held, and the full meeting that follows it is not there yet. */
  readonly lacksFullMeeting: boolean
  /** Nothing about it can be late any more, unless somebody records something. */
  readonly isOver: boolean
}

export interface Climbing {
  readonly escalation: EscalationFact
  readonly pace: Pace
  readonly from: Temporal.Instant
}

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
  const findings = findingsOf(snapshot, clock)
  const open = snapshot.escalations.filter(({ end }) => end === null)
  const ends = open.flatMap((escalation) => {
    const ending = endingAt(snapshot, findings, escalation, at)
    return ending === null ? [] : [{ escalation, ending }]
  })
  const staying = open.filter((escalation) => !ends.some((each) => each.escalation === escalation))
  const fresh = findings.filter((finding) => !isTakenUp(snapshot, finding))
  const opens = fresh.filter((finding) => isLateAt(finding, at)).map((finding) => numbered(snapshot, finding))
  const lacksFullMeeting = isFullMeetingMissing(snapshot)
  return {
    snapshot,
    opens,
    ends,
    climbs: staying.flatMap((escalation) => climbing(snapshot, findings, escalation, at, clock)),
    alreadyOpen: staying.length,
    lacksFullMeeting,
    isOver:
      staying.length === 0 && opens.length === 0 && !lacksFullMeeting && !fresh.some((each) => canStillBe(each, at)),
  }
}

const isSame = (finding: Finding, escalation: EscalationFact): boolean =>
  finding.condition === escalation.condition && finding.subject === bare(escalation.subject)

const isLateAt = ({ since, opensUntil }: Finding, at: Temporal.Instant): boolean =>
  isBy(since, at) && (opensUntil === null || isAfter(opensUntil, at))

/** Late from a moment that has not come yet. */
const canStillBe = ({ since, opensUntil }: Finding, at: Temporal.Instant): boolean =>
  isAfter(since, at) && (opensUntil === null || isAfter(opensUntil, since))

/** Open already, or ended after it became late: only what became late anew is opened again. */
const isTakenUp = ({ escalations }: Snapshot, finding: Finding): boolean =>
  escalations.some(
    (escalation) =>
      isSame(finding, escalation) && (escalation.end === null || isBy(finding.since, escalation.end.endedAt)),
  )

/** The second of the same subject is its `#2`: unique, whoever finds it. */
function numbered({ escalations }: Snapshot, finding: Finding): Finding {
  const before = escalations.filter((escalation) => isSame(finding, escalation)).length
  return before === 0 ? finding : { ...finding, subject: `${finding.subject}#${before + 1}` }
}

function endingAt(
  snapshot: Snapshot,
  findings: readonly Finding[],
  escalation: EscalationFact,
  at: Temporal.Instant,
): Ending | null {
  const stands = findings.some((finding) => isSame(finding, escalation) && isBy(finding.since, at))
  return stands ? endsThoughLate(snapshot, escalation) : endingOf(snapshot, escalation)
}

function climbing(
  snapshot: Snapshot,
  findings: readonly Finding[],
  escalation: EscalationFact,
  at: Temporal.Instant,
  clock: Clock,
): readonly Climbing[] {
  const finding = findings.find((each) => isSame(each, escalation))
  if (finding !== undefined && finding.opensUntil !== null && isBy(finding.opensUntil, at)) return []
  const pace = finding?.pace ?? paceOfRaised(snapshot, escalation)
  const rung = escalation.rungs.at(-1)
  if (rung === undefined) return [{ escalation, pace, from: escalation.since }]
  if (rung.isLast) return []
  const from = climbsAt(escalation, rung, pace, clock)
  return isBy(from, at) ? [{ escalation, pace, from }] : []
}

/** What a partner raises is answered before the discussion while it is due, and afterwards in working time. */
const paceOfRaised = (snapshot: Snapshot, { since }: EscalationFact): Pace =>
  snapshot.state === 'due' ? paceBefore(snapshot, since) : { kind: 'working-days' }

const isFullMeetingMissing = ({ state, settlement, fullMeetings, origin }: Snapshot): boolean =>
  origin !== 'history' && state === 'held' && settlement?.isEmergencyCall === true && fullMeetings.length === 0
