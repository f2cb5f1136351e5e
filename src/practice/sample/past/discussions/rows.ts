import { type Chance, madeId } from '../../random.ts'
import { childViews, protections } from '../../words/reasons.ts'
import { unknowns, worries } from '../../words/worries.ts'
import { dayNumberAt } from '../days.ts'
import { instant, type Rows } from '../tables.ts'
import { addEnquiry } from './enquiries.ts'
import { addPartners } from './partners.ts'
import { type DiscussionFacts, type DiscussionStory, type Going, goingOf } from './told.ts'
import { decisions, harms, lesserDecisions, notHoldingReasons, plans } from './words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The day after, at five in the afternoon, as near as a made-up past needs it. */
export const workingDayAfter = ({ days }: DiscussionFacts, at: number, workingDays: number): number => {
  const number = days.workingDayAfter(dayNumberAt(days, at), workingDays)
  return days.of(number).startsAt + 17 * hour
}

/**
 * A discussion from cause to circulation, with what followed. One that nobody would yet have held by the moment of telling is
 * left due.
 */
export function addDiscussion(rows: Rows, dice: Chance, story: DiscussionStory, facts: DiscussionFacts): void {
  const going = goingOf(dice, story, facts)
  const id = madeId(dice, story.causeAt)
  pushDue(rows, id, story, facts)
  const isStillDue = going.endsAt + 2 * hour > facts.asOf
  const doneAt = isStillDue ? null : addWhatBecame(rows, dice, id, { story, going, facts })
  const isOver = doneAt !== null && doneAt <= facts.asOf
  rows['strategy.watch'].push({
    discussion_id: id,
    from_at: instant(story.causeAt),
    until_at: isOver ? instant(Math.max(doneAt, story.causeAt)) : null,
  })
}

/** What became of a discussion that was due. Answers when everything about it was over; null when it is not yet. */
export const addWhatBecame = (
  rows: Rows,
  dice: Chance,
  id: string,
  { story, going, facts }: { story: DiscussionStory; going: Going; facts: DiscussionFacts },
): number | null =>
  going.kind === 'held' ? pushHeld(rows, dice, id, story, going, facts) : pushNotHeld(rows, dice, id, going, facts)

function pushDue(rows: Rows, id: string, story: DiscussionStory, { staff, nextReference }: DiscussionFacts): void {
  const team = story.area === null ? undefined : staff.areas[story.area]
  const at = instant(story.causeAt)
  rows['strategy.discussion'].push({
    id,
    reference: nextReference(),
    origin: story.contactId === null ? 'open-case' : 'decision',
    route: story.route,
    contact_id: story.contactId,
    follows: null,
    team_id: team?.teamId ?? staff.frontDoorTeam,
    area_id: team?.areaId ?? null,
    allocated_worker_id: team?.workerId ?? null,
    reasonable_cause_at: at,
    reasonable_cause: worries[story.theme][0] ?? '',
    reasonable_cause_by: story.causeBy,
    decided_to_hold_at: at,
    decided_to_hold_by: story.causeBy,
    is_emergency: false,
    due_at: instant(story.causeAt + 24 * hour),
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
  const doneAt = pushRecord(rows, dice, id, story, going, facts)
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

/** The record, each child's outcome, and to whom it went. Answers when it had gone; null when it has not yet. */
function pushRecord(
  rows: Rows,
  dice: Chance,
  id: string,
  story: DiscussionStory,
  going: Going,
  facts: DiscussionFacts,
): number | null {
  const recordId = madeId(dice, going.endsAt)
  const at = instant(going.endsAt + hour)
  const common = { known_at: at, recorded_at: at, recorded_by: going.chairId }
  rows['strategy.record'].push({
    id: recordId,
    discussion_id: id,
    harm: harms[story.theme],
    likelihood: 'Likely, if nothing changes.',
    protects: dice.pick(protections),
    unknowns: dice.pick(unknowns[story.theme]),
    childs_view: dice.pick(childViews),
    decision: dice.pick(story.isSection47 ? decisions : lesserDecisions),
    immediate_plan: dice.pick(plans),
    interim_plan: story.isSection47 ? dice.pick(plans) : '',
    family_told: 'The worker tells the parents today, after the children were seen.',
    ...common,
  })
  const isJoint = going.came.police
  for (const child of story.children) {
    rows['strategy.child_outcome'].push({
      id: madeId(dice, going.endsAt),
      discussion_id: id,
      child_id: child.id,
      outcome: story.isSection47 ? (isJoint ? 'section-47-joint' : 'section-47-single') : 'section-17',
      reasons: harms[story.theme],
      ...common,
    })
  }
  return pushCirculation(rows, dice, { id, recordId, going, facts })
}

interface Sent {
  readonly id: string
  readonly recordId: string
  readonly going: Going
  readonly facts: DiscussionFacts
}

function pushCirculation(rows: Rows, dice: Chance, { id, recordId, going, facts }: Sent): number | null {
  const limit = workingDayAfter(facts, going.endsAt, 1)
  const at = going.isCirculatedInTime ? limit - dice.below(6) * hour : limit + (4 + dice.below(90)) * hour
  if (at > facts.asOf) return null
  const circulationId = madeId(dice, at)
  const common = { known_at: instant(at), recorded_at: instant(at) }
  rows['strategy.circulation'].push({
    id: circulationId,
    discussion_id: id,
    record_id: recordId,
    circulated_at: instant(at),
    ...common,
    recorded_by: going.chairId,
  })
  for (const [partner, agencyId] of [
    ['nhs', facts.staff.nhs],
    ['police', facts.staff.police],
  ] as const) {
    rows['strategy.circulation_recipient'].push({
      id: madeId(dice, at),
      circulation_id: circulationId,
      discussion_id: id,
      attendance_id: null,
      invitation_id: invitationOf(rows, id, partner),
      agency_id: agencyId,
      name: '',
      version: 'whole',
      how: 'mail',
      how_words: '',
      ...common,
    })
  }
  return at
}

/** The invitation of a partner, a few rows up. */
function invitationOf(rows: Rows, discussionId: string, partner: string): string | null {
  const found = rows['strategy.invitation'].findLast(
    (row) => row.discussion_id === discussionId && row.partner === partner,
  )
  return found === undefined ? null : String(found.id)
}
