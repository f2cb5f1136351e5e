import { type Chance, madeId } from '../random.ts'
import { waits } from '../words/reasons.ts'
import { deciderAt } from './decision-rows.ts'
import { paceOn, sweptAfter } from './pace.ts'
import type { Story } from './story.ts'
import { instant, type Rows } from './tables.ts'
import type { Workforce } from './workforce.ts'

const minute = 60_000
const hour = 60 * minute

/** The settings' own: a warning from 20 hours, a review every 24, an hour on each rung (practice.md §3). */
const warningHours = 20
const periodHours = 24
const rungMinutes = 60

/** The warning and the 24-hour reviews of a contact, as the sweep and the managers would have left them. */
export function addReviews(rows: Rows, dice: Chance, story: Story, staff: Workforce): void {
  const { receivedAt, knownAt } = story.times
  const warnedAt = sweptAfter(receivedAt + warningHours * hour)
  if (knownAt <= warnedAt) return
  rows['front_door.warning'].push({
    contact_id: story.id,
    warned_at: instant(warnedAt),
    assigned_to: deciderAt(dice, story, warnedAt, staff),
    recorded_at: instant(warnedAt),
  })
  for (let period = 1; ; period += 1) {
    const openedAt = sweptAfter(receivedAt + period * periodHours * hour)
    if (knownAt <= openedAt) return
    addReview(rows, dice, story, { period, openedAt }, staff)
  }
}

interface Opened {
  readonly period: number
  readonly openedAt: number
}

function addReview(rows: Rows, dice: Chance, story: Story, { period, openedAt }: Opened, staff: Workforce): void {
  const { knownAt } = story.times
  const isInTime = dice.happens(paceOn(story.day.number).reviewsInTime)
  const wouldBeReviewedAt = openedAt + (isInTime ? 4 + dice.below(52) : 62 + dice.below(260)) * minute
  const isOutcomeFirst = knownAt <= wouldBeReviewedAt
  const endedAt = Math.min(knownAt, wouldBeReviewedAt)
  const assignedTo = deciderAt(dice, story, openedAt, staff)
  const reviewId = madeId(dice, openedAt)
  rows['front_door.review'].push({
    id: reviewId,
    contact_id: story.id,
    period,
    opened_at: instant(openedAt),
    rung: 'duty-manager',
    assigned_to: assignedTo,
    recorded_at: instant(openedAt),
  })
  addClimbs(rows, story, { reviewId, openedAt, endedAt }, staff)
  const answers = isOutcomeFirst ? { whyNoOutcome: '', whatHappensNow: '' } : dice.pick(waits)
  rows['front_door.review_record'].push({
    id: madeId(dice, endedAt),
    review_id: reviewId,
    contact_id: story.id,
    kind: isOutcomeFirst ? 'outcome-recorded' : 'reviewed',
    why_no_outcome: answers.whyNoOutcome,
    what_happens_now: answers.whatHappensNow,
    next_at: isOutcomeFirst ? null : instant(endedAt + (2 + dice.below(20)) * hour),
    reviewed_at: instant(endedAt),
    reviewed_by: isOutcomeFirst ? null : assignedTo,
    known_at: instant(endedAt),
    recorded_at: instant(endedAt),
    recorded_by: isOutcomeFirst ? null : assignedTo,
  })
}

interface Ended {
  readonly reviewId: string
  readonly openedAt: number
  readonly endedAt: number
}

/** Undone after an hour it climbed to the service manager, after two to the head of service. */
function addClimbs(rows: Rows, story: Story, { reviewId, openedAt, endedAt }: Ended, staff: Workforce): void {
  const rungs = [
    ['service-manager', staff.serviceManager],
    ['head-of-service', staff.headOfService],
  ] as const
  for (const [place, [rung, assignedTo]] of rungs.entries()) {
    const climbedAt = openedAt + (place + 1) * rungMinutes * minute
    if (endedAt <= climbedAt) return
    rows['front_door.review_climb'].push({
      review_id: reviewId,
      contact_id: story.id,
      rung,
      climbed_at: instant(climbedAt),
      assigned_to: assignedTo,
      recorded_at: instant(climbedAt),
    })
  }
}
