import { Temporal } from 'temporal-polyfill'
import { type KeyPartner, keyPartners } from '../../words.ts'
import type { Snapshot } from './facts.ts'
import type { Finding, Pace, Rule } from './finding.ts'
import { earliest, isAfter, latest } from './instants.ts'
import { answerOf, isGoneAheadWithout } from './partners.ts'

/** So long before the start a partner is asked at the latest, however short the notice was. */
const latestMinutesBefore = 30

/**
 * When a partner who has said nothing is late: half of the notice given, at least 30 minutes before the start, and at once
 * where they were invited later than that.
 */
export function confirmationDue(invitedAt: Temporal.Instant, startsAt: Temporal.Instant): Temporal.Instant {
  const noticeMilliseconds = startsAt.epochMilliseconds - invitedAt.epochMilliseconds
  const half = invitedAt.add({ milliseconds: Math.floor(noticeMilliseconds / 2) })
  return latest(invitedAt, earliest(half, startsAt.subtract({ minutes: latestMinutesBefore })))
}

/** Before a discussion: each of the three partners has confirmed by then, and a refusal is taken up at once. */
export const beforeTheDiscussion: Rule = (snapshot) =>
  snapshot.state !== 'due'
    ? []
    : keyPartners
        .filter((partner) => !isGoneAheadWithout(snapshot, partner))
        .flatMap((partner) => partnerFinding(snapshot, partner))

function partnerFinding(snapshot: Snapshot, partner: KeyPartner): readonly Finding[] {
  const { arrangement } = snapshot
  const answer = answerOf(snapshot, partner)
  if (answer.kind === 'confirmed') return []
  if (answer.kind === 'declined') {
    const since = latest(answer.since, arrangement?.timeKnownAt ?? null)
    return [findingOf(snapshot, { condition: 'partner-declined', partner, agencyId: answer.agencyId, since })]
  }
  if (arrangement === null) return []
  // Notice of a time that was moved counts from when it was moved.
  const invitedAt = latest(arrangement.timeKnownAt, answer.invitedAt)
  const since = latest(confirmationDue(invitedAt, arrangement.startsAt), answer.changedAt)
  return [findingOf(snapshot, { condition: 'partner-not-confirmed', partner, agencyId: answer.agencyId, since })]
}

const findingOf = (
  snapshot: Snapshot,
  found: Pick<Finding, 'condition' | 'agencyId' | 'since'> & { readonly partner: KeyPartner },
): Finding => ({
  ...found,
  subject: snapshot.arrangement === null ? found.partner : `${found.partner}:${snapshot.arrangement.timeId}`,
  opensUntil: snapshot.arrangement?.startsAt ?? null,
  pace: paceBefore(snapshot, found.since),
})

/**
 * Before a discussion every rung is asked before its limit: the start that is arranged or the discussion's own limit,
 * whichever comes first. Arranged past its limit, what is left is the time to the start; with no limit ahead, round the clock.
 */
export function paceBefore({ arrangement, dueAt }: Snapshot, since: Temporal.Instant): Pace {
  const [soonest] = [arrangement?.startsAt ?? dueAt, dueAt]
    .filter((limit) => isAfter(limit, since))
    .sort(Temporal.Instant.compare)
  return soonest === undefined ? { kind: 'round-the-clock' } : { kind: 'to-limit', limit: soonest }
}
