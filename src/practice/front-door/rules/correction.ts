import type { Temporal } from 'temporal-polyfill'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { ContactOutcome, Departure } from '../words.ts'
import {
  type ContactToDecide,
  type DecidedChild,
  type DecidingFacts,
  departuresOf,
  passedToPrompt,
  type Rationale,
  timeProblems,
} from './decision.ts'

/** A decision as it stands, before somebody corrects it. */
export interface StandingDecision {
  readonly id: string
  readonly childId: string
  readonly decidedAt: Temporal.Instant | null
  readonly departures: readonly Departure[]
  /** Who corrected it already; null while it stands. */
  readonly correctedByName: string | null
}

export interface CorrectionAnswers extends Rationale {
  readonly outcome: ContactOutcome
  readonly passedTo: string
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
  readonly reason: string
}

export interface CorrectedDecision extends DecidedChild {
  readonly corrects: string
  readonly correctionReason: string
}

/** The decision that is to stand instead. The first is never touched: this one names it and says why. */
export function correctDecision(
  contact: Pick<ContactToDecide, 'receivedAt' | 'recordedBy'>,
  standing: StandingDecision,
  answers: CorrectionAnswers,
  facts: DecidingFacts,
): Outcome<CorrectedDecision> {
  if (standing.correctedByName !== null) {
    return conflict(
      `${standing.correctedByName} has already corrected this decision.`,
      'Nothing of yours was recorded. Open the contact to read the correction; it can be corrected in turn.',
    )
  }
  const { reason, ...rest } = answers
  const problems = [...timeProblems(contact, answers, facts), ...correctionProblems(answers)]
  if (problems.length > 0) return invalid(...problems)
  const departures = departuresOf(contact, answers, facts).filter(
    (departure) => departure !== 'recorded-late' || isAnotherTime(standing, answers),
  )
  return ok({ ...rest, childId: standing.childId, departures, corrects: standing.id, correctionReason: reason })
}

/** A correction is written later than the decision it mends; that alone is not late recording. */
const isAnotherTime = ({ decidedAt }: StandingDecision, answers: CorrectionAnswers): boolean =>
  decidedAt === null ||
  Math.floor(decidedAt.epochMilliseconds / 60_000) !== Math.floor(answers.decidedAt.epochMilliseconds / 60_000)

function correctionProblems({ outcome, passedTo, history }: CorrectionAnswers) {
  const prompt = passedToPrompt[outcome]
  return [
    ...(prompt !== undefined && passedTo === '' ? [{ field: `passedTo.${outcome}`, message: prompt }] : []),
    ...(outcome === 'no-further-action' && history === ''
      ? [{ field: 'history', message: 'Say what the history is and what it tells you: no further action needs it' }]
      : []),
  ]
}
