import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { ChildOutcomeKind, Section47Kind } from '../words.ts'

/** Whether an outcome initiates a section 47 enquiry, and which. */
export function section47KindOf(outcome: ChildOutcomeKind): Section47Kind | null {
  if (outcome === 'section-47-single') return 'single'
  return outcome === 'section-47-joint' ? 'joint' : null
}

/** What was decided for one child, as typed. */
export interface ChildOutcomeTyped {
  readonly childId: string
  readonly outcome: ChildOutcomeKind
  readonly reasons: string
  readonly dissent: string
}

export interface ConclusionFacts {
  /** The children it is about. */
  readonly childIds: readonly string[]
  /** Children whose enquiry was initiated at this discussion when the record was first made. */
  readonly initiatedHere: readonly string[]
  /** Who may authorise a section 47 enquiry: team manager or above. */
  readonly authorisers: readonly string[]
}

interface ConclusionTyped {
  readonly children: readonly ChildOutcomeTyped[]
  readonly authorisedBy: string | null
  readonly interimPlan: string
}

/**
 * Every child has an outcome of its own with its reasons; a section 47 enquiry has an authoriser, and a plan for the time until
 * the conference, since conferences slip and children wait (practice, traps 10).
 */
export function checkConclusion<Typed extends ConclusionTyped>(
  typed: Typed,
  { childIds, initiatedHere, authorisers }: ConclusionFacts,
): Outcome<Typed> {
  const problems: Problem[] = []
  if (childIds.some((id) => typed.children.every(({ childId }) => childId !== id)))
    problems.push({
      field: '',
      message: 'A child was added while you were writing: say what was decided for them too',
    })
  const enquiries = typed.children.filter(({ outcome }) => section47KindOf(outcome) !== null)
  if (enquiries.length > 0 && typed.interimPlan === '')
    problems.push({ field: 'interimPlan', message: 'Say how the child is kept safe until a conference is held' })
  const isInitiating = enquiries.some(({ childId }) => !initiatedHere.includes(childId))
  if (isInitiating && typed.authorisedBy === null)
    problems.push({ field: 'authorisedBy', message: 'Choose who authorised the section 47 enquiry' })
  else if (isInitiating && !authorisers.includes(typed.authorisedBy ?? ''))
    problems.push({ field: 'authorisedBy', message: 'A section 47 enquiry is authorised by a team manager or above' })
  return problems.length > 0 ? invalid(...problems) : ok(typed)
}
