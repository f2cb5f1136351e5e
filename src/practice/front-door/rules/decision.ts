import type { Temporal } from 'temporal-polyfill'
import { conflict, invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import { type ContactOutcome, closesTheDoor, type Departure, outcomes } from '../words.ts'
import { isBeforeTheMinuteOf, isMoreThanMinutesAfter } from './clocks.ts'

/** A child of a contact, and what has been decided about them. */
export interface ChildToDecide {
  readonly childId: string
  /** How the form names them: "Mia Green", or "Child 2". */
  readonly name: string
  readonly decision: { readonly outcome: ContactOutcome; readonly decidedByName: string } | null
}

export interface ContactToDecide {
  readonly receivedAt: Temporal.Instant
  /** Null when an extract or the case system brought the contact. */
  readonly recordedBy: string | null
  /** True when the contact's team decides in the case system. */
  readonly isDecidedElsewhere: boolean
  readonly children: readonly ChildToDecide[]
}

/** The rationale, under its prompts. Empty where a prompt is not required and nothing was said. */
export interface Rationale {
  readonly worry: string
  readonly history: string
  readonly protects: string
  readonly childView: string
  readonly notKnown: string
  readonly why: string
}

export interface ChildAnswer {
  readonly childId: string
  /** None is preselected; 'not-yet' leaves the child without an outcome, and the clock runs on. */
  readonly outcome: ContactOutcome | 'not-yet'
  /** The early help service, the allocated team or the other authority; '' for the other outcomes. */
  readonly passedTo: string
  /** What is particular to this child; required of each when outcomes differ. */
  readonly why: string
}

export interface DecisionAnswers extends Rationale {
  /** In the form's order: problems name the field by this place. */
  readonly children: readonly ChildAnswer[]
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
}

export interface DecidingFacts {
  readonly now: Temporal.Instant
  /** Minutes from deciding to recording that still count as at once (setting `recordingLagMinutes`). */
  readonly recordingLagMinutes: number
  /** Duty team managers, and whoever was on duty to decide at that time. */
  readonly namedDeciders: ReadonlySet<string>
}

/** A decision about one child, ready to be recorded. */
export interface DecidedChild extends Rationale {
  readonly childId: string
  readonly outcome: ContactOutcome
  readonly passedTo: string
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
  readonly departures: readonly Departure[]
}

/**
 * What is to be recorded when somebody presses "Record the decision". What happened is always recordable: a decision that
 * departs from the standard (by somebody who was not the named decider, by the person who recorded the contact, long
 * after it was made) is marked so and followed up, never refused, so that nobody has to type fiction instead.
 */
export function decideContact(
  contact: ContactToDecide,
  answers: DecisionAnswers,
  facts: DecidingFacts,
): Outcome<readonly DecidedChild[]> {
  if (contact.isDecidedElsewhere) return decidedElsewhere
  const chosen = answers.children.filter(hasOutcome)
  const already = contact.children.find(
    ({ childId, decision }) => decision !== null && chosen.some((child) => child.childId === childId),
  )
  if (already?.decision) return decidedBefore(already.name, already.decision)
  const problems = [
    ...outcomeProblems(answers),
    ...rationaleProblems(answers, chosen),
    ...timeProblems(contact, answers, facts),
  ]
  if (problems.length > 0) return invalid(...problems)
  return ok(chosen.map((child) => decided(contact, answers, child, facts)))
}

type Chosen = ChildAnswer & { readonly outcome: ContactOutcome }

const hasOutcome = (child: ChildAnswer): child is Chosen => child.outcome !== 'not-yet'

const decidedElsewhere = conflict(
  'This team decides in the case system, and its decisions arrive from there.',
  'Record the decision in the case system. It will stand here as soon as it arrives.',
)

const decidedBefore = (name: string, decision: NonNullable<ChildToDecide['decision']>) =>
  conflict(
    `${decision.decidedByName} has already decided about ${name}: ${outcomes[decision.outcome].toLowerCase()}.`,
    'Nothing of yours was recorded. Open the contact to read that decision; if it is wrong, correct it there and say why.',
  )

function outcomeProblems({ children }: DecisionAnswers): readonly Problem[] {
  if (!children.some(hasOutcome)) {
    const message = 'Choose an outcome for at least one child, or say what is still needed under "Not deciding yet"'
    return [{ field: 'child.0.outcome', message }]
  }
  return children.flatMap((child, place) =>
    hasOutcome(child) && child.passedTo === '' && passedToPrompt[child.outcome]
      ? [{ field: `child.${place}.passedTo.${child.outcome}`, message: passedToPrompt[child.outcome] ?? '' }]
      : [],
  )
}

/** Outcomes that hand the child to somebody, and the sentence that asks to whom. */
export const passedToPrompt: Readonly<Partial<Record<ContactOutcome, string>>> = {
  'early-help': 'Enter the early help service that it was passed to',
  'already-open': 'Enter the team that the child is allocated to',
  transfer: 'Enter the authority that it was transferred to',
}

/** History too for no further action; and where outcomes differ, why for each child. */
function rationaleProblems(answers: DecisionAnswers, chosen: readonly Chosen[]): readonly Problem[] {
  const needsHistory = chosen.some(({ outcome }) => outcome === 'no-further-action') && answers.history === ''
  const differ = new Set(chosen.map(({ outcome }) => outcome)).size > 1
  return [
    ...(needsHistory
      ? [{ field: 'history', message: 'Say what the history is and what it tells you: no further action needs it' }]
      : []),
    ...(differ ? answers.children.flatMap(missingWhy) : []),
  ]
}

const missingWhy = (child: ChildAnswer, place: number): readonly Problem[] =>
  hasOutcome(child) && child.why === ''
    ? [{ field: `child.${place}.why`, message: 'Say why for this child, because the outcomes differ' }]
    : []

function timeProblems(
  { receivedAt }: Pick<ContactToDecide, 'receivedAt'>,
  { decidedAt }: Pick<DecisionAnswers, 'decidedAt'>,
  { now }: DecidingFacts,
): readonly Problem[] {
  if (decidedAt.epochNanoseconds > now.epochNanoseconds) {
    return [{ field: 'decidedAt', message: 'Change when it was decided: this time has not come yet' }]
  }
  if (!isBeforeTheMinuteOf(decidedAt, receivedAt)) return []
  return [{ field: 'decidedAt', message: 'Change when it was decided: this is before the contact was received' }]
}

function decided(
  contact: ContactToDecide,
  answers: DecisionAnswers,
  child: Chosen,
  facts: DecidingFacts,
): DecidedChild {
  const { worry, history, protects, childView, notKnown, decidedAt, decidedBy } = answers
  const { childId, outcome, passedTo } = child
  const why = [answers.why, child.why].filter((words) => words !== '').join('\n\n')
  const departures = departuresOf(contact, { outcome, decidedAt, decidedBy }, facts)
  return {
    childId,
    outcome,
    passedTo,
    worry,
    history,
    protects,
    childView,
    notKnown,
    why,
    decidedAt,
    decidedBy,
    departures,
  }
}

/** How a decision departs from the standard: practice.md §1 for deciders, council report §11 for "at once". */
export function departuresOf(
  contact: Pick<ContactToDecide, 'recordedBy'>,
  decision: Pick<DecidedChild, 'outcome' | 'decidedAt' | 'decidedBy'>,
  { now, recordingLagMinutes, namedDeciders }: DecidingFacts,
): readonly Departure[] {
  const { outcome, decidedAt, decidedBy } = decision
  return [
    ...(namedDeciders.has(decidedBy) ? [] : ['not-a-named-decider' as const]),
    ...(closesTheDoor(outcome) && decidedBy === contact.recordedBy ? ['recorder-decided-alone' as const] : []),
    ...(isMoreThanMinutesAfter(decidedAt, now, recordingLagMinutes) ? ['recorded-late' as const] : []),
  ]
}

export { timeProblems }
