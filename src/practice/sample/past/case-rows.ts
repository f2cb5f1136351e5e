import { plainDateOf } from '#kernel/clock'
import type { PublishedYear } from '../published/leeds.ts'
import { type Chance, madeId } from '../random.ts'
import type { Days } from './days.ts'
import { lasting } from './discussions/enquiries.ts'
import { type Story, type StoryChild, strategyFirst } from './story.ts'
import { instant, type Rows } from './tables.ts'
import type { Workforce } from './workforce.ts'

export interface CaseFacts {
  readonly published: PublishedYear
  readonly days: Days
  /** Day number after which nothing is known: a conference still to come is not in the file. */
  readonly lastDay: number
  readonly isStrategyDiscussion: boolean
}

const day = 86_400_000

/**
 * What the case system came to hold of a referral: one row for each child, as Annex A brings them. Answers the children for
 * whom a section 47 enquiry was begun; its row goes with the discussion at which it was.
 */
export function addCaseRecords(
  rows: Rows,
  dice: Chance,
  story: Story,
  staff: Workforce,
  facts: CaseFacts,
): readonly StoryChild[] {
  const { published, isStrategyDiscussion } = facts
  const isClosed = !isStrategyDiscussion && dice.happens(closedAmongAssessments(published))
  const enquired: StoryChild[] = []
  for (const child of story.children) {
    const common = commonOf(dice, story, staff, child)
    rows['case_records.referral'].push({
      ...common,
      source_code: story.arrival.sourceCode,
      is_no_further_action: isClosed,
    })
    if (isClosed) continue
    addAssessment(rows, dice, { child, common, facts })
    if (isStrategyDiscussion || dice.happens(enquiriesDuringAssessment(published))) enquired.push(child)
  }
  return enquired
}

/** A strategy discussion is never closed at once, so the published share falls on the other referrals. */
const closedAmongAssessments = ({ noFurtherAction, section47s, referrals }: PublishedYear): number =>
  noFurtherAction / (1 - (section47s / referrals) * strategyFirst)

/** Section 47 enquiries that begin after the front door, among referrals that are assessed. */
function enquiriesDuringAssessment({ section47s, referrals, noFurtherAction }: PublishedYear): number {
  const atTheDoor = (section47s / referrals) * strategyFirst
  return (section47s / referrals - atTheDoor) / (1 - noFurtherAction - atTheDoor)
}

function commonOf(dice: Chance, { day: onDay, times, area }: Story, staff: Workforce, child: StoryChild) {
  const team = staff.areas[area ?? dice.below(staff.areas.length)]
  return {
    id: madeId(dice, times.knownAt),
    child_id: child.id,
    on_day: plainDateOf(onDay.number).toString(),
    onDayNumber: onDay.number,
    occurrence: 1,
    team: team?.teamName ?? '',
    worker: team?.workerName ?? '',
    came_from: 'annex-a',
    recorded_at: instant(times.knownAt),
  }
}

interface OfChild {
  readonly child: StoryChild
  readonly common: ReturnType<typeof commonOf>
  readonly facts: CaseFacts
}

function addAssessment(rows: Rows, dice: Chance, { child, common, facts }: OfChild): void {
  const { published, days, lastDay } = facts
  const authorisedOn = days.workingDayAfter(common.onDayNumber, lasting(dice, published.assessmentsLasting))
  const isNotInNeed = dice.happens(published.notInNeed / (1 - published.noFurtherAction))
  const isDone = authorisedOn <= lastDay
  rows['case_records.assessment'].push({
    ...common,
    id: madeId(dice, common.onDayNumber * day),
    authorised_on: isDone ? plainDateOf(authorisedOn).toString() : null,
    is_child_seen: isDone ? dice.happens(0.96) : null,
    needs_support: isDone ? !isNotInNeed : null,
    has_disability: child.hasDisability,
  })
}
