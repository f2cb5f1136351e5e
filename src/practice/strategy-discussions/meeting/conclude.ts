import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { conferenceDueOn } from '../rules/limits.ts'
import type { Discussion } from '../store/discussions.ts'
import { type ChildOutcomeTyped, section47KindOf } from './rules/outcomes.ts'
import { type ChildOutcome, listOutcomes, recordOutcome } from './store/outcomes.ts'
import { findRecord, type RecordText, type RecordVersion, recordVersion } from './store/records.ts'
import { listInitiated, lockRunningSection47, recordSection47 } from './store/section-47.ts'

/** The record of a discussion as written: its text, and an outcome for each child. */
export interface Conclusion {
  readonly text: RecordText
  readonly children: readonly ChildOutcomeTyped[]
  /** Who authorised the section 47 enquiries among them. */
  readonly authorisedBy: string | null
  /** The version that was read before it was written; null for the first. */
  readonly corrects: string | null
  /** Why a later version differs; '' for the first. */
  readonly correctionReason: string
  readonly knownAt?: Temporal.Instant
}

export interface Concluded {
  readonly recordId: string
  /** Children for whom a section 47 enquiry began here. */
  readonly initiated: readonly string[]
  /** Children whose enquiry runs already, with the reference of the discussion it hangs on. */
  readonly goesOn: readonly { readonly childId: string; readonly reference: string }[]
  /** Children whose outcome is no longer a section 47 enquiry, though one that began here has not ended. */
  readonly stillRunning: readonly string[]
}

/**
 * Records the record and what was decided for each child, or corrects them: what did not change is not recorded again. A
 * section 47 enquiry begins when the discussion was held; where one runs for the child already it goes on, and the conference's
 * limit stays with the discussion at which it was initiated. The discussion is held, and locked by whoever asks.
 */
export async function concludeDiscussion(
  tx: Tx,
  discussion: Discussion,
  conclusion: Conclusion,
  calendar: WorkingCalendar,
): Promise<Outcome<Concluded>> {
  const standing = await findRecord(tx, discussion.id)
  if ((standing?.id ?? null) !== conclusion.corrects) return writtenMeanwhile(standing)
  const before = standingOutcomes(await listOutcomes(tx, discussion.id))
  const changed = conclusion.children.filter((typed) => isDifferent(typed, before.get(typed.childId)))
  const isCorrection = standing !== null
  if (isCorrection && conclusion.correctionReason === '')
    return invalid({ field: 'correctionReason', message: 'Say why the record is corrected' })
  const { knownAt = tx.now } = conclusion
  const correctionReason = isCorrection ? conclusion.correctionReason : ''
  const recordId = await recordVersion(tx, discussion.id, {
    ...conclusion.text,
    corrects: conclusion.corrects,
    correctionReason,
    knownAt,
  })
  for (const typed of changed) {
    const corrects = before.get(typed.childId)?.id ?? null
    const why = corrects === null ? '' : correctionReason
    await recordOutcome(tx, discussion.id, { ...typed, corrects, correctionReason: why, knownAt })
  }
  return ok({ recordId, ...(await enquiries(tx, discussion, conclusion, calendar)) })
}

const writtenMeanwhile = (standing: RecordVersion | null) =>
  conflict(
    standing === null
      ? 'The record that you were correcting is not there.'
      : `${standing.recordedByName} recorded the record while you were writing.`,
    'What you typed is kept below. Open the discussion in another tab to read theirs, then correct it there with what is missing.',
  )

/** The last outcome of each child, by child. */
export const standingOutcomes = (outcomes: readonly ChildOutcome[]): ReadonlyMap<string, ChildOutcome> =>
  new Map(
    outcomes
      .filter(({ id }) => outcomes.every(({ corrects }) => corrects !== id))
      .map((outcome) => [outcome.childId, outcome]),
  )

const isDifferent = (typed: ChildOutcomeTyped, stands: ChildOutcome | undefined): boolean =>
  stands === undefined ||
  stands.outcome !== typed.outcome ||
  stands.reasons !== typed.reasons ||
  stands.dissent !== typed.dissent

async function enquiries(
  tx: Tx,
  discussion: Discussion,
  { children, authorisedBy, knownAt = tx.now }: Conclusion,
  calendar: WorkingCalendar,
): Promise<Omit<Concluded, 'recordId'>> {
  const initiated: string[] = []
  const goesOn: { childId: string; reference: string }[] = []
  const stillRunning: string[] = []
  const startedAt = discussion.settlement?.happenedAt ?? tx.now
  const initiatedHere = (await listInitiated(tx, discussion.id)).map(({ childId }) => childId)
  // One order for everybody, so that two discussions about the same children never wait for each other.
  for (const { childId, outcome } of children.toSorted((one, other) => (one.childId < other.childId ? -1 : 1))) {
    const kind = section47KindOf(outcome)
    const running = await lockRunningSection47(tx, childId)
    if (kind === null) {
      if (running?.discussionId === discussion.id) stillRunning.push(childId)
    } else if (running === null && !initiatedHere.includes(childId)) {
      const conferenceDue = conferenceDueOn(calendar, startedAt)
      const begun = { childId, kind, startedAt, authorisedBy, conferenceDueOn: conferenceDue, knownAt }
      await recordSection47(tx, discussion.id, begun)
      initiated.push(childId)
    } else if (running !== null && running.discussionId !== discussion.id) {
      goesOn.push({ childId, reference: running.reference })
    }
  }
  return { initiated, goesOn, stillRunning }
}
