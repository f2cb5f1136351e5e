import { keyPartners } from '../../words.ts'
import { isCondition } from '../conditions.ts'
import { conferenceOf } from './conferences.ts'
import { bare, type Ending, ending } from './ending.ts'
import type { EscalationFact, Snapshot } from './facts.ts'
import { isAfter } from './instants.ts'
import { answerOf, attended, isGoneAheadWithout } from './partners.ts'

/**
 * How an escalation ends of itself when what it was opened for is no longer late, or null when only a person can say. Call it
 * when no finding of its condition and subject stands any more.
 */
export function endingOf(snapshot: Snapshot, escalation: EscalationFact): Ending | null {
  if (!isCondition(escalation.condition)) return null
  switch (escalation.condition) {
    // Of a concern alone, where nobody has answered it yet.
    case 'concern-not-answered':
    case 'raised-by-partner':
      return null
    case 'partner-not-confirmed':
    case 'partner-declined':
      return beforeEnding(snapshot, escalation)
    case 'partner-absent':
      return snapshot.state === 'held'
        ? ending('came', 'The record now says that they attended.')
        : ending('no-longer-needed', 'The discussion is no longer recorded as held.')
    case 'not-held':
      return snapshot.state === 'held'
        ? ending('happened-late', 'The discussion was held.')
        : ending('no-longer-needed', settledWords(snapshot))
    case 'full-meeting-not-held':
      return snapshot.state === 'held' && keyPartners.every((partner) => attended(snapshot, partner))
        ? ending('happened-late', 'The full meeting was held with all three partners.')
        : ending('no-longer-needed', settledWords(snapshot))
    case 'record-not-circulated':
      return snapshot.state === 'held'
        ? ending('happened-late', 'The record has gone to everybody.')
        : ending('no-longer-needed', 'The discussion is no longer recorded as held.')
    case 'information-not-sent':
      return snapshot.information.some(({ fulfils }) => fulfils === bare(escalation.subject))
        ? ending('sent-information', 'The information has come.')
        : ending('no-longer-needed', settledWords(snapshot))
    case 'conference-at-risk':
      return conferenceEnding(snapshot, bare(escalation.subject))
    case 'challenge-not-answered':
      return ending('answered', 'The challenge was answered.')
    case 'chair-not-confirmed':
      return snapshot.state === 'held'
        ? ending('happened-late', 'A team manager has confirmed it, or it was recorded anew.')
        : ending('no-longer-needed', 'The discussion is no longer recorded as held.')
    case 'not-holding-not-reviewed':
      return snapshot.notHoldingReviews.some(({ id }) => id === bare(escalation.subject))
        ? ending('happened-late', 'A service manager has reviewed the decision.')
        : ending('no-longer-needed', settledWords(snapshot))
    case 'interim-plan-not-checked':
      return interimEnding(snapshot, bare(escalation.subject))
  }
}

/** What a partner who was not there sends later is what was to be had from them: that ends it, whatever else stands. */
export function endsThoughLate(snapshot: Snapshot, { condition, partner, openedAt }: EscalationFact): Ending | null {
  if (condition !== 'partner-absent') return null
  const came = snapshot.information.some(
    (each) => each.partner === partner && each.promisedBy === null && isAfter(each.knownAt, openedAt),
  )
  return came ? ending('sent-information', 'They have sent what they know since.') : null
}

function settledWords({ state }: Snapshot): string {
  if (state === 'cancelled') return 'The discussion was cancelled.'
  if (state === 'decided-not-to-hold') return 'It was decided not to hold the discussion.'
  return state === 'due' ? 'The discussion is due again.' : 'It was recorded anew.'
}

function beforeEnding(snapshot: Snapshot, { partner, condition, subject }: EscalationFact): Ending {
  const key = keyPartners.find((each) => each === partner)
  if (key === undefined) return ending('no-longer-needed', settledWords(snapshot))
  if (snapshot.state === 'held') {
    return attended(snapshot, key)
      ? ending('came', 'They attended.')
      : isGoneAheadWithout(snapshot, key)
        ? ending('went-ahead-without', 'The chair went ahead without them.')
        : ending('not-resolved', 'The discussion was held without them.')
  }
  if (snapshot.state !== 'due') return ending('no-longer-needed', settledWords(snapshot))
  if (isGoneAheadWithout(snapshot, key)) return ending('went-ahead-without', 'The chair goes ahead without them.')
  const answer = answerOf(snapshot, key)
  if (answer.kind === 'confirmed') {
    return answer.by === 'yes'
      ? ending('came', 'They have confirmed.')
      : ending('sent-someone', 'They have named somebody else.')
  }
  const { arrangement } = snapshot
  const isMoved = bare(subject) !== (arrangement === null ? key : `${key}:${arrangement.timeId}`)
  if (isMoved) return ending('no-longer-needed', 'The discussion was arranged anew.')
  if (condition === 'partner-declined')
    return ending('no-longer-needed', 'Their refusal was taken back; whether they come is open.')
  return answer.kind === 'declined'
    ? ending('answered', 'They answered that they will not come, which is escalated of itself.')
    : ending('no-longer-needed', 'They were asked anew and still have time.')
}

function conferenceEnding(snapshot: Snapshot, section47Id: string): Ending {
  const { isHeld, isNotRequired, heldOn } = conferenceOf(snapshot, section47Id)
  const due = snapshot.section47s.find(({ id }) => id === section47Id)?.conferenceDueOn
  if (isHeld) {
    const isLate = due !== undefined && heldOn !== null && due.until(heldOn).sign > 0
    return isLate
      ? ending('happened-late', 'The conference was held.')
      : ending('answered', 'The conference was held in time.')
  }
  return isNotRequired
    ? ending('no-longer-needed', 'No conference is required.')
    : ending('answered', 'A conference is booked in time.')
}

function interimEnding(snapshot: Snapshot, section47Id: string): Ending {
  const { isHeld, isNotRequired } = conferenceOf(snapshot, section47Id)
  return isHeld || isNotRequired
    ? ending('no-longer-needed', 'The child no longer waits for a conference.')
    : ending('happened-late', 'The interim plan was checked.')
}
