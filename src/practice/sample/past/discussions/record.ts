import { type Chance, madeId } from '../../random.ts'
import { childViews, protections } from '../../words/reasons.ts'
import { unknowns } from '../../words/worries.ts'
import { instant, type Rows } from '../tables.ts'
import { type DiscussionFacts, type DiscussionStory, type Going, workingDayAfter } from './told.ts'
import { decisions, harms, lesserDecisions, plans } from './words.ts'

const hour = 3_600_000

/** The record, each child's outcome, and to whom it went. Answers when it had gone; null when it has not yet. */
export function addRecord(
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
    ['local-authority', null],
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
      how: agencyId === null ? 'otherwise' : 'mail',
      how_words: agencyId === null ? 'Kept with the case' : '',
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
