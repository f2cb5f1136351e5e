import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import { isBeforeTheMinuteOf } from '../rules/clocks.ts'

/** What a reviewer says about a contact that has no outcome (council report §11). */
export interface ReviewAnswers {
  readonly whyNoOutcome: string
  readonly whatHappensNow: string
  /** When it is looked at again. */
  readonly nextAt: Temporal.Instant
}

/** A review says when next: a time to come, and never later than the next review opens by itself. */
export function takeReview(answers: ReviewAnswers, facts: { readonly now: Temporal.Instant }): Outcome<ReviewAnswers> {
  const problems = nextProblems(answers.nextAt, facts.now)
  return problems.length > 0 ? invalid(...problems) : ok(answers)
}

const longestHours = 24

function nextProblems(nextAt: Temporal.Instant, now: Temporal.Instant): readonly Problem[] {
  if (isBeforeTheMinuteOf(nextAt, now))
    return [{ field: 'nextAt', message: 'Change when it is looked at again: this time has passed' }]
  const hours = (nextAt.epochMilliseconds - now.epochMilliseconds) / 3_600_000
  if (hours <= longestHours) return []
  return [{ field: 'nextAt', message: `Choose a time within ${longestHours} hours: a child is waiting` }]
}

/** In time: recorded within the setting's minutes of opening (one hour). Exactly at the limit is in time. */
export const isReviewedInTime = (
  { openedAt, recordedAt }: { readonly openedAt: Temporal.Instant; readonly recordedAt: Temporal.Instant },
  reviewMinutes: number,
): boolean => recordedAt.epochMilliseconds - openedAt.epochMilliseconds <= reviewMinutes * 60_000
