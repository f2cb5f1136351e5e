import { plainDateOf } from '#kernel/clock'
import type { Lasting } from '../../published/leeds.ts'
import { type Chance, madeId } from '../../random.ts'
import { dayNumberAt } from '../days.ts'
import type { StoryChild } from '../story.ts'
import { instant, type Rows } from '../tables.ts'
import type { DiscussionFacts, DiscussionStory, Going } from './told.ts'
import { lateReasons } from './words.ts'

const hour = 3_600_000
const day = 24 * hour

interface Enquired {
  readonly discussionId: string
  readonly story: DiscussionStory
  readonly going: Going
  readonly facts: DiscussionFacts
}

/**
 * The section 47 enquiries of a discussion's children and the conferences that followed, as often and as late as the tables
 * of the Department for Education say for the year. Answers when the last was over; null while one is waited for.
 */
export function addEnquiry(rows: Rows, dice: Chance, enquired: Enquired): number | null {
  const { story, going, facts } = enquired
  const startDay = dayNumberAt(facts.days, going.startsAt)
  const isHeld = dice.happens(story.published.conferences / story.published.section47s)
  const heldDay = facts.days.workingDayAfter(startDay, lasting(dice, story.published.conferencesAfter))
  const dueDay = facts.days.workingDayAfter(startDay, 15)
  const ends: (number | null)[] = []
  for (const child of story.children) {
    const id = madeId(dice, going.startsAt)
    rows['strategy.section_47'].push({
      id,
      discussion_id: enquired.discussionId,
      child_id: child.id,
      kind: going.came.police ? 'joint' : 'single',
      started_at: instant(going.startsAt),
      authorised_by: going.chairId,
      conference_due_on: plainDateOf(dueDay).toString(),
      ...knownBy(going.endsAt, going.chairId),
    })
    addToCaseSystem(rows, dice, enquired, { child, startDay, heldDay: isHeld ? heldDay : null })
    ends.push(
      isHeld
        ? addConference(rows, dice, enquired, { id, childId: child.id, heldDay, dueDay })
        : addNotRequired(rows, dice, enquired, { id, childId: child.id, onDay: startDay + 4 + dice.below(8) }),
    )
  }
  return ends.includes(null) ? null : Math.max(...ends.map(Number))
}

/** The case system has the same enquiry, as its own extracts bring it: without the discussion, and without who was there. */
function addToCaseSystem(
  rows: Rows,
  dice: Chance,
  { story, going, facts }: Enquired,
  { child, startDay, heldDay }: { child: StoryChild; startDay: number; heldDay: number | null },
): void {
  const isKnown = heldDay !== null && heldDay * day + 12 * hour <= facts.asOf
  rows['case_records.section_47'].push({
    id: madeId(dice, going.startsAt),
    child_id: child.id,
    on_day: plainDateOf(startDay).toString(),
    occurrence: facts.occurrenceOf(child.id, startDay),
    is_conference_unnecessary: heldDay === null,
    conference_on: isKnown ? plainDateOf(heldDay).toString() : null,
    led_to_plan: isKnown ? dice.happens(0.86) : null,
    has_disability: child.hasDisability,
    team: story.teamName,
    worker: story.workerName,
    came_from: 'annex-a',
    recorded_at: instant(going.endsAt),
  })
}

const knownBy = (at: number, by: string) => ({ known_at: instant(at), recorded_at: instant(at), recorded_by: by })

interface Conference {
  readonly id: string
  readonly childId: string
  readonly heldDay: number
  readonly dueDay: number
}

function addConference(
  rows: Rows,
  dice: Chance,
  enquired: Enquired,
  { id, childId, heldDay, dueDay }: Conference,
): number | null {
  const { discussionId, going, facts } = enquired
  const step = {
    section_47_id: id,
    discussion_id: discussionId,
    child_id: childId,
    held_on: null,
    led_to_plan: null,
    reason: '',
  }
  const lateFrom = (dueDay + 1) * day + 9 * hour
  if (heldDay > dueDay && lateFrom <= facts.asOf) {
    rows['strategy.conference_step'].push({
      ...step,
      id: madeId(dice, lateFrom),
      kind: 'late-because',
      reason: dice.pick(lateReasons),
      person_id: facts.staff.serviceManager,
      happened_at: instant(lateFrom),
      ...knownBy(lateFrom, facts.staff.serviceManager),
    })
    addChecks(rows, dice, enquired, { id, from: lateFrom, to: Math.min(heldDay * day, facts.asOf) })
  }
  const at = heldDay * day + 12 * hour
  if (at > facts.asOf) return null
  rows['strategy.conference_step'].push({
    ...step,
    id: madeId(dice, at),
    kind: 'held',
    held_on: plainDateOf(heldDay).toString(),
    led_to_plan: dice.happens(0.86),
    person_id: going.chairId,
    happened_at: instant(at),
    ...knownBy(at, going.chairId),
  })
  addEnd(rows, dice, enquired, { id, outcome: 'conference', at })
  return at
}

/** Each week while a child waits, and not always. */
function addChecks(
  rows: Rows,
  dice: Chance,
  { discussionId, facts }: Enquired,
  waits: { id: string; from: number; to: number },
): void {
  for (let at = waits.from; at < waits.to; at += 7 * day) {
    if (!dice.happens(0.8)) continue
    rows['strategy.interim_check'].push({
      id: madeId(dice, at),
      section_47_id: waits.id,
      discussion_id: discussionId,
      checked_at: instant(at),
      checked_by: facts.staff.serviceManager,
      is_safe: true,
      what: 'Seen at home; what was agreed holds.',
      ...knownBy(at, facts.staff.serviceManager),
    })
  }
}

function addNotRequired(
  rows: Rows,
  dice: Chance,
  enquired: Enquired,
  { id, childId, onDay }: { readonly id: string; readonly childId: string; readonly onDay: number },
): number | null {
  const at = onDay * day + 15 * hour
  if (at > enquired.facts.asOf) return null
  rows['strategy.conference_step'].push({
    id: madeId(dice, at),
    section_47_id: id,
    discussion_id: enquired.discussionId,
    child_id: childId,
    kind: 'not-required',
    held_on: null,
    led_to_plan: null,
    reason: 'The worries were not borne out, and the family goes on with the assessment.',
    person_id: enquired.facts.staff.serviceManager,
    happened_at: instant(at),
    ...knownBy(at, enquired.facts.staff.serviceManager),
  })
  addEnd(rows, dice, enquired, { id, outcome: 'continue-assessment', at })
  return at
}

function addEnd(
  rows: Rows,
  dice: Chance,
  { discussionId, going }: Enquired,
  end: { id: string; outcome: string; at: number },
): void {
  rows['strategy.section_47_end'].push({
    id: madeId(dice, end.at),
    section_47_id: end.id,
    discussion_id: discussionId,
    outcome: end.outcome,
    reasons: end.outcome === 'conference' ? 'Borne out: a conference was held.' : 'Not borne out.',
    ended_at: instant(end.at),
    authorised_by: going.chairId,
    ...knownBy(end.at, going.chairId),
  })
}

/** Working days, drawn from the published classes. */
export function lasting(dice: Chance, classes: readonly Lasting[]): number {
  let left = dice.next() * classes.reduce((sum, { many }) => sum + many, 0)
  for (const { least, most, many } of classes) {
    left -= many
    if (left < 0) return least + dice.below(most - least + 1)
  }
  return 0
}
