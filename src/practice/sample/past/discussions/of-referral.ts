import type { PublishedYear } from '../../published/leeds.ts'
import type { Chance } from '../../random.ts'
import type { Story, StoryChild } from '../story.ts'
import type { Rows } from '../tables.ts'
import { addDiscussion } from './rows.ts'
import type { DiscussionFacts } from './told.ts'

/** What a referral came to, as far as discussions go. */
export interface Referred {
  /** Children for whom a section 47 enquiry was begun. */
  readonly enquired: readonly StoryChild[]
  /** Decided at the front door; otherwise during the assessment. */
  readonly isAtTheDoor: boolean
  readonly published: PublishedYear
}

const hour = 3_600_000

/** Of the referrals without an enquiry, those about which there was a discussion all the same. Published nowhere. */
const withoutEnquiry = 0.06

export function addDiscussions(
  rows: Rows,
  dice: Chance,
  story: Story,
  referred: Referred,
  facts: DiscussionFacts,
): void {
  const { enquired, isAtTheDoor, published } = referred
  const isSection47 = enquired.length > 0
  if (!isSection47 && !dice.happens(withoutEnquiry)) return
  const { times } = story
  const causeAt = isAtTheDoor ? times.decidedAt : times.knownAt + Math.round((4 + dice.next() * 400) * hour)
  if (causeAt > facts.asOf) return
  const area = isAtTheDoor ? story.area : (story.area ?? dice.below(facts.staff.areas.length))
  const team = facts.staff.areas[area ?? dice.below(facts.staff.areas.length)]
  addDiscussion(
    rows,
    dice,
    {
      route: isAtTheDoor ? 'front-door' : 'open-case',
      contactId: isAtTheDoor ? story.id : null,
      follows: null,
      children: (isSection47 ? enquired : story.children).map((child) => ({
        ...child,
        decisionId: isAtTheDoor ? decisionOn(rows, story.id, child.id) : null,
      })),
      theme: story.theme,
      causeAt,
      causeBy: isAtTheDoor ? deciderOf(rows, story.id) : (team?.managerId ?? facts.staff.serviceManager),
      area,
      isSection47,
      published,
      teamName: team?.teamName ?? '',
      workerName: team?.workerName ?? '',
    },
    facts,
  )
}

/** The decision on a child, a few rows up. */
const decisionOn = (rows: Rows, contactId: string, childId: string): string | null => {
  const found = rows['front_door.decision'].findLast((row) => row.contact_id === contactId && row.child_id === childId)
  return found === undefined ? null : String(found.id)
}

const deciderOf = (rows: Rows, contactId: string): string =>
  String(rows['front_door.decision'].findLast((row) => row.contact_id === contactId)?.decided_by ?? '')
