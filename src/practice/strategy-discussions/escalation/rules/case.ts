import type { Temporal } from 'temporal-polyfill'
import { bare, type Ending } from './ending.ts'
import type { EscalationFact, Line } from './facts.ts'
import type { Clock, Finding, Pace } from './finding.ts'
import { isAfter, isBy } from './instants.ts'
import { climbsAt } from './rungs.ts'

/** What is to be done about one discussion, or one concern, at one moment. */
export interface Judgement {
  /** What it is called: "SD-412", "SC-7". */
  readonly reference: string
  readonly line: Line
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

/** What is judged, as it stood at a moment: what it is or will be late with, what is escalated, and how that ends. */
export interface Case {
  readonly reference: string
  readonly line: Line
  readonly findings: readonly Finding[]
  readonly escalations: readonly EscalationFact[]
  /** How an escalation ends for which no finding stands any more; null when only a person can say. */
  readonly endingOf: (escalation: EscalationFact) => Ending | null
  /** What ends one though its finding stands. */
  readonly endsThoughLate: (escalation: EscalationFact) => Ending | null
  /** How fast one climbs that no rule found. */
  readonly paceOfRaised: (escalation: EscalationFact) => Pace
  readonly lacksFullMeeting: boolean
}

/** Judges what is late, was late and will be, at an instant: the same for everything that is escalated. */
export function judgeCase(judged: Case, at: Temporal.Instant, clock: Clock): Judgement {
  const { reference, line, findings, lacksFullMeeting } = judged
  const open = judged.escalations.filter(({ end }) => end === null)
  const ends = open.flatMap((escalation) => {
    const ending = endingAt(judged, escalation, at)
    return ending === null ? [] : [{ escalation, ending }]
  })
  const staying = open.filter((escalation) => !ends.some((each) => each.escalation === escalation))
  const fresh = findings.filter((finding) => !isTakenUp(judged, finding))
  const opens = fresh.filter((finding) => isLateAt(finding, at)).map((finding) => numbered(judged, finding))
  return {
    ...{ reference, line, opens, ends, lacksFullMeeting },
    climbs: staying.flatMap((escalation) => climbing(judged, escalation, at, clock)),
    alreadyOpen: staying.length,
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
const isTakenUp = ({ escalations }: Case, finding: Finding): boolean =>
  escalations.some(
    (escalation) =>
      isSame(finding, escalation) && (escalation.end === null || isBy(finding.since, escalation.end.endedAt)),
  )

/** The second of the same subject is its `#2`: unique, whoever finds it. */
function numbered({ escalations }: Case, finding: Finding): Finding {
  const before = escalations.filter((escalation) => isSame(finding, escalation)).length
  return before === 0 ? finding : { ...finding, subject: `${finding.subject}#${before + 1}` }
}

function endingAt(judged: Case, escalation: EscalationFact, at: Temporal.Instant): Ending | null {
  const stands = judged.findings.some((finding) => isSame(finding, escalation) && isBy(finding.since, at))
  return stands ? judged.endsThoughLate(escalation) : judged.endingOf(escalation)
}

function climbing(
  { findings, paceOfRaised }: Case,
  escalation: EscalationFact,
  at: Temporal.Instant,
  clock: Clock,
): readonly Climbing[] {
  const finding = findings.find((each) => isSame(each, escalation))
  if (finding !== undefined && finding.opensUntil !== null && isBy(finding.opensUntil, at)) return []
  const pace = finding?.pace ?? paceOfRaised(escalation)
  const rung = escalation.rungs.at(-1)
  if (rung === undefined) return [{ escalation, pace, from: escalation.since }]
  if (rung.isLast) return []
  const from = climbsAt(escalation, rung, pace, clock)
  return isBy(from, at) ? [{ escalation, pace, from }] : []
}
