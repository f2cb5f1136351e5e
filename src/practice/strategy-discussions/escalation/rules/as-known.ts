import { Temporal } from 'temporal-polyfill'
import { stateOf } from '../../rules/state.ts'
import type {
  ArrangementFact,
  DiscussionFacts,
  EscalationFact,
  Section47Fact,
  Section47RedatingFact,
  Snapshot,
  StandingArrangement,
} from './facts.ts'

const isBy = (instant: Temporal.Instant, at: Temporal.Instant): boolean => Temporal.Instant.compare(instant, at) <= 0

/** Whether a fact was known by then; one that came to be known exactly then was. */
export const isKnownBy =
  (at: Temporal.Instant) =>
  ({ knownAt }: { readonly knownAt: Temporal.Instant }): boolean =>
    isBy(knownAt, at)

/**
 * The discussion as it stood at `at`, from the facts known by then; null when the discussion itself was not. A fact that came
 * to be known exactly then counts.
 */
export function asKnownAt(facts: DiscussionFacts, at: Temporal.Instant): Snapshot | null {
  if (!isBy(facts.knownAt, at)) return null
  const known = <Fact extends { readonly knownAt: Temporal.Instant }>(all: readonly Fact[]): readonly Fact[] =>
    all.filter(isKnownBy(at))
  const settlement = standing(known(facts.settlements), ({ replaces }) => replaces).at(-1) ?? null
  return {
    ...facts,
    settlement,
    state: stateOf(settlement?.kind ?? null),
    arrangement: arrangementIn(known(facts.arrangements)),
    notHoldingReviews: known(facts.notHoldingReviews),
    invitations: withoutWithdrawn(known(facts.invitations), known(facts.withdrawals)),
    replies: latestOfEach(known(facts.replies), ({ invitationId }) => invitationId),
    goingAhead: known(facts.goingAhead),
    attendances: standing(known(facts.attendances), ({ corrects }) => corrects).filter(
      ({ isWithdrawn }) => !isWithdrawn,
    ),
    information: known(facts.information),
    recipients: known(facts.recipients),
    section47s: redated(known(facts.section47s), known(facts.section47Redatings)),
    section47Ends: standing(known(facts.section47Ends), ({ corrects }) => corrects),
    steps: known(facts.steps),
    slots: known(facts.slots),
    checks: known(facts.checks),
    challenges: known(facts.challenges),
    challengeAnswers: known(facts.challengeAnswers),
    chairConfirmations: known(facts.chairConfirmations),
    fullMeetings: known(facts.fullMeetings),
    escalations: known(facts.escalations).map((escalation) => escalationBy(escalation, at)),
  }
}

/** Rows that no other of these rows takes the place of, in the order in which they became known. */
export function standing<Fact extends { readonly id: string; readonly knownAt: Temporal.Instant }>(
  facts: readonly Fact[],
  replaces: (fact: Fact) => string | null,
): readonly Fact[] {
  const replaced = new Set(facts.map(replaces))
  return facts.filter(({ id }) => !replaced.has(id)).toSorted(earliestKnown)
}

const earliestKnown = (
  one: { readonly id: string; readonly knownAt: Temporal.Instant },
  other: { readonly id: string; readonly knownAt: Temporal.Instant },
): number => Temporal.Instant.compare(one.knownAt, other.knownAt) || (one.id < other.id ? -1 : 1)

function latestOfEach<Fact extends { readonly id: string; readonly knownAt: Temporal.Instant }>(
  facts: readonly Fact[],
  of: (fact: Fact) => string,
): readonly Fact[] {
  return [...new Map(facts.toSorted(earliestKnown).map((fact) => [of(fact), fact])).values()]
}

function withoutWithdrawn<Fact extends { readonly id: string }>(
  invitations: readonly Fact[],
  withdrawals: readonly { readonly id: string }[],
): readonly Fact[] {
  const gone = new Set(withdrawals.map(({ id }) => id))
  return invitations.filter(({ id }) => !gone.has(id))
}

function arrangementIn(known: readonly ArrangementFact[]): StandingArrangement | null {
  const last = standing(known, ({ replaces }) => replaces).at(-1)
  if (last === undefined || last.isCancelled) return null
  const byId = new Map(known.map((each) => [each.id, each]))
  let first = last
  for (let before = byId.get(first.replaces ?? ''); before !== undefined; before = byId.get(first.replaces ?? '')) {
    if (before.isCancelled || !before.startsAt.equals(last.startsAt)) break
    first = before
  }
  return { ...last, timeId: first.id, timeKnownAt: first.knownAt, isMoved: first.replaces !== null }
}

/** Enquiries with the last day for their conference as it stands. */
function redated(
  enquiries: readonly Section47Fact[],
  redatings: readonly Section47RedatingFact[],
): readonly Section47Fact[] {
  const moved = new Map(standing(redatings, ({ replaces }) => replaces).map((each) => [each.section47Id, each]))
  return enquiries.map((enquiry) => ({
    ...enquiry,
    conferenceDueOn: moved.get(enquiry.id)?.conferenceDueOn ?? enquiry.conferenceDueOn,
  }))
}

/** An escalation with the steps that were there by then. */
export const escalationBy = (escalation: EscalationFact, at: Temporal.Instant): EscalationFact => ({
  ...escalation,
  rungs: escalation.rungs.filter(({ openedAt }) => isBy(openedAt, at)),
  repliedAt: escalation.repliedAt.filter((replied) => isBy(replied, at)),
  end: escalation.end !== null && isBy(escalation.end.endedAt, at) ? escalation.end : null,
})
