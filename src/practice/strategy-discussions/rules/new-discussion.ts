import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok, type Problem } from '#kernel/outcome'

/** When somebody had reasonable cause, and when it was decided to hold a discussion. */
export interface Begun {
  readonly reasonableCauseAt: Temporal.Instant
  readonly decidedToHoldAt: Temporal.Instant | null
}

/** Times have to be in the past and in order: the clock runs from reasonable cause, whenever holding it was decided. */
export function checkBegun(begun: Begun, now: Temporal.Instant): Checked<Begun> {
  const problems: Problem[] = []
  const isAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0
  if (isAfter(begun.reasonableCauseAt, now))
    problems.push({ field: 'reasonableCauseAt', message: 'Reasonable cause cannot be in the future' })
  if (begun.decidedToHoldAt !== null && isAfter(begun.decidedToHoldAt, now))
    problems.push({ field: 'decidedToHoldAt', message: 'The decision to hold it cannot be in the future' })
  if (begun.decidedToHoldAt !== null && isAfter(begun.reasonableCauseAt, begun.decidedToHoldAt))
    problems.push({ field: 'decidedToHoldAt', message: 'It was decided to hold it after there was reasonable cause' })
  return problems.length > 0 ? invalid(...problems) : ok(begun)
}

/** Hours around a discussion in which another about the same child is more likely the same one, entered twice. */
export const sameWithinHours = 72
