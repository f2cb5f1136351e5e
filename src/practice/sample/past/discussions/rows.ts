import { type Chance, madeId } from '../../random.ts'
import { worries } from '../../words/worries.ts'
import { instant, type Rows } from '../tables.ts'
import { addEnquiry } from './enquiries.ts'
import { addPartners } from './partners.ts'
import { addRecord } from './record.ts'
import { type DiscussionFacts, type DiscussionStory, type Going, goingOf, workingDayAfter } from './told.ts'
import { notHoldingReasons } from './words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * A discussion from cause to circulation, with what followed. One that nobody would yet have held by the moment of telling is
 * left due.
 */
export function addDiscussion(rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts): void {
  const going = goingOf(dice, story, facts)
  const id = madeId(dice, story.causeAt)
  addDue(rows, id, story, facts)
  const isStillDue = going.endsAt + 2 * hour > facts.asOf
  const doneAt = isStillDue ? null : addWhatBecame(rows, dice, id, { story, going, facts })
  const isOver = doneAt !== null && doneAt <= facts.asOf
  if (!isStillDue && going.isEmergencyCall && going.kind === 'held')
    addFullMeeting(rows, dice, id, { story, going, facts })
  rows['strategy.watch'].push({
    discussion_id: id,
    from_at: instant(story.causeAt),
    until_at: isOver ? instant(Math.max(doneAt, story.causeAt)) : null,
  })
}

/** After an emergency call all three meet, some working days later. */
const addFullMeeting = (
  rows: Rows,
  dice: Chance,
  callId: string,
  { story, going, facts }: { story: DiscussionStory; going: Going; facts: DiscussionFacts },
): void =>
  addDiscussion(
    rows,
    dice,
    { ...story, contactId: null, follows: callId, causeAt: going.endsAt, isSection47: false },
    facts,
  )

/** What became of a discussion that was due. Answers when everything about it was over; null when it is not yet. */
export const addWhatBecame = (
  rows: Rows,
  dice: Chance,
  id: string,
  { story, going, facts }: { story: DiscussionStory; going: Going; facts: DiscussionFacts },
): number | null =>
  going.kind === 'held' ? pushHeld(rows, dice, id, story, going, facts) : pushNotHeld(rows, dice, id, going, facts)

export function addDue(rows: Rows, id: string, story: DiscussionStory, facts: DiscussionFacts): void {
  const { staff, nextReference } = facts
  const team = story.area === null ? undefined : staff.areas[story.area]
  const at = instant(story.causeAt)
  rows['strategy.discussion'].push({
    id,
    reference: nextReference(),
    origin: originOf(story),
    route: story.route,
    contact_id: story.contactId,
    follows: story.follows,
    team_id: team?.teamId ?? staff.frontDoorTeam,
    area_id: team?.areaId ?? null,
    allocated_worker_id: team?.workerId ?? null,
    reasonable_cause_at: at,
    reasonable_cause: worries[story.theme][0] ?? '',
    reasonable_cause_by: story.causeBy,
    decided_to_hold_at: at,
    decided_to_hold_by: story.causeBy,
    is_emergency: false,
    due_at: instant(story.follows === null ? story.causeAt + 24 * hour : workingDayAfter(facts, story.causeAt, 5)),
    known_at: at,
    recorded_at: at,
    recorded_by: story.causeBy,
  })
  for (const child of story.children) {
    rows['strategy.discussion_child'].push({
      discussion_id: id,
      child_id: child.id,
      decision_id: child.decisionId,
      has_disability: child.hasDisability,
      known_at: at,
      recorded_at: at,
      recorded_by: story.causeBy,
    })
  }
}

const originOf = ({ follows, contactId }: DiscussionStory): string =>
  follows !== null ? 'full-meeting' : contactId === null ? 'open-case' : 'decision'

/** Decided against, or cancelled. Answers when everything about it was over; null when it is not yet. */
function pushNotHeld(rows: Rows, dice: Chance, id: string, going: Going, facts: DiscussionFacts): number | null {
  const settlementId = madeId(dice, going.startsAt)
  const isDecided = going.kind === 'decided-not-to-hold'
  const reviewDueAt = workingDayAfter(facts, going.startsAt, 1)
  rows['strategy.settlement'].push({
    ...settlementOf(settlementId, id, going),
    kind: going.kind,
    person_id: going.chairId,
    reason: isDecided ? dice.pick(notHoldingReasons) : 'The family had moved to another council’s area.',
    review_due_at: isDecided ? instant(reviewDueAt) : null,
  })
  if (!isDecided) return going.startsAt
  const reviewedAt = reviewDueAt - dice.below(6) * hour
  if (reviewedAt > facts.asOf) return null
  rows['strategy.not_holding_review'].push({
    settlement_id: settlementId,
    discussion_id: id,
    verdict: 'agreed',
    reason: 'Read with the worker; the account holds.',
    reviewed_at: instant(reviewedAt),
    reviewed_by: facts.staff.serviceManager,
    known_at: instant(reviewedAt),
    recorded_at: instant(reviewedAt),
  })
  return reviewedAt
}

const settlementOf = (id: string, discussionId: string, going: Going) => {
  const at = instant(going.startsAt)
  return {
    id,
    discussion_id: discussionId,
    happened_at: at,
    ended_at: null,
    form: null,
    is_emergency_call: false,
    why_by_phone: '',
    chair_id: null,
    chair_departures: '{}',
    chair_departure_reason: '',
    minute_taker_id: null,
    known_at: at,
    recorded_at: at,
    recorded_by: going.chairId,
  }
}

function pushHeld(
  rows: Rows,
  dice: Chance,
  id: string,
  story: DiscussionStory,
  going: Going,
  facts: DiscussionFacts,
): number | null {
  const { staff } = facts
  const knownAt = instant(going.endsAt)
  const settlementId = madeId(dice, going.endsAt)
  const minuteTaker = dice.happens(0.5) ? staff.minuteTaker : null
  rows['strategy.settlement'].push({
    ...settlementOf(settlementId, id, going),
    kind: 'held',
    ended_at: knownAt,
    person_id: going.chairId,
    reason: '',
    review_due_at: null,
    form: going.form,
    is_emergency_call: going.isEmergencyCall,
    why_by_phone: going.form === 'phone' ? 'It could not wait for a meeting.' : '',
    chair_id: going.chairId,
    chair_departures: going.isChairDeparture ? '{below-team-manager,allocated-worker}' : '{}',
    chair_departure_reason: going.isChairDeparture ? 'No manager could be reached.' : '',
    minute_taker_id: minuteTaker,
    known_at: knownAt,
    recorded_at: knownAt,
  })
  if (going.isChairDeparture) pushConfirmation(rows, settlementId, id, going, facts)
  addPartners(rows, dice, { discussionId: id, story, going, facts })
  const doneAt = addRecord(rows, dice, id, story, going, facts)
  if (!story.isSection47) return doneAt
  const waits = addEnquiry(rows, dice, { discussionId: id, story, going, facts })
  return doneAt === null || waits === null ? null : Math.max(doneAt, waits)
}

function pushConfirmation(
  rows: Rows,
  settlementId: string,
  discussionId: string,
  going: Going,
  facts: DiscussionFacts,
): void {
  const at = Math.floor(going.endsAt / day) * day + day + 9 * hour
  if (at > facts.asOf) return
  rows['strategy.chair_confirmation'].push({
    settlement_id: settlementId,
    discussion_id: discussionId,
    is_confirmed: true,
    words: 'Read this morning with the worker. The decisions stand.',
    confirmed_at: instant(at),
    confirmed_by: facts.staff.deciders[0] ?? facts.staff.serviceManager,
    known_at: instant(at),
    recorded_at: instant(at),
  })
}
