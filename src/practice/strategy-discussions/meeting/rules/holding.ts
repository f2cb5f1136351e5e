import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok, type Problem } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import type { DiscussionForm } from '../../words.ts'

/** How a discussion was held, as typed. */
export interface HeldTyped {
  readonly beganAt: Temporal.Instant
  readonly endedAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly isEmergencyCall: boolean
  readonly whyByPhone: string
  readonly chairId: string | null
  readonly chairName: string
  readonly chairDepartureReason: string
  readonly minuteTakerId: string | null
}

/** Longer than any discussion: the day was mistyped. */
const longestHours = 12

/** Times in the past and in order, a chair, and why where it was not a meeting. */
export function checkHeld<Held extends HeldTyped>(
  held: Held,
  { reasonableCauseAt, now }: { readonly reasonableCauseAt: Temporal.Instant; readonly now: Temporal.Instant },
): Checked<Held> {
  const problems: Problem[] = [...timeProblems(held, reasonableCauseAt, now)]
  if (held.isEmergencyCall && held.form !== 'phone' && held.form !== 'video')
    problems.push({ field: 'form', message: 'An emergency call is held by telephone or video: choose which' })
  if (held.whyByPhone === '' && (held.form === 'phone' || held.isEmergencyCall))
    problems.push({ field: 'whyByPhone', message: 'Say why it was held by telephone or as an emergency call' })
  if (held.chairId === null && held.chairName === '')
    problems.push({ field: 'chairId', message: 'Choose who chaired it, or enter their name' })
  if (held.chairId !== null && held.chairName !== '')
    problems.push({ field: 'chairName', message: 'Choose the chair from the list or enter a name, not both' })
  return problems.length > 0 ? invalid(...problems) : ok(held)
}

function timeProblems(
  { beganAt, endedAt }: HeldTyped,
  reasonableCauseAt: Temporal.Instant,
  now: Temporal.Instant,
): readonly Problem[] {
  const isAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0
  const problems: Problem[] = []
  if (isAfter(beganAt, now)) problems.push({ field: 'beganAt', message: 'When it began cannot be in the future' })
  // Typed to the minute, so that the minute of reasonable cause itself is not before it.
  else if (isAfter(reasonableCauseAt.round({ smallestUnit: 'minute', roundingMode: 'floor' }), beganAt))
    problems.push({
      field: 'beganAt',
      message: `It began after there was reasonable cause, ${whenInWords(reasonableCauseAt, now)}: check the day`,
    })
  if (isAfter(endedAt, now)) problems.push({ field: 'endedAt', message: 'When it ended cannot be in the future' })
  else if (isAfter(beganAt, endedAt)) problems.push({ field: 'endedAt', message: 'It ended after it began' })
  else if (beganAt.until(endedAt).total('hours') > longestHours)
    problems.push({ field: 'endedAt', message: `It was over within ${longestHours} hours: check the day` })
  return problems
}
