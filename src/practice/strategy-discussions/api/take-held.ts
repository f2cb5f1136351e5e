import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { People } from '#practice/front-door'
import { type HoldAsked, holdDiscussion } from '../meeting/hold.ts'
import type { Discussion } from '../store/discussions.ts'
import { states } from '../words.ts'
import type { Spoken } from './find.ts'
import type { DiscussionBody } from './schemas.ts'

interface HeldAsked {
  readonly spoken: Spoken
  readonly people: People
  readonly calendar: WorkingCalendar
}

/**
 * How it was held, by the rules of the page: times, why by telephone, and a chair below team manager or not known here is kept
 * with the reason and confirmed by a team manager. What was recorded here stays. Answers whether it is new.
 */
export async function takeHeld(
  tx: Tx,
  discussion: Discussion,
  told: NonNullable<DiscussionBody['held']>,
  { spoken, people, calendar }: HeldAsked,
): Promise<Outcome<boolean>> {
  const { state, settlement, reference } = discussion
  const held = heldOf(told, people)
  const stands = settlement?.kind === 'held' ? settlement : null
  if (stands !== null && isSame(stands, held)) return ok(false)
  if (state !== 'due' && stands === null)
    return conflict(`${reference} is recorded as ${states[state].toLowerCase()}.`, 'Reconvene it in Line of Sight.')
  if (stands !== null && spoken.isHeldOurs)
    return conflict(`${reference} was recorded in Line of Sight as held otherwise, and stays.`, 'Correct it there.')
  const recorded = await holdDiscussion(
    tx,
    discussion,
    { ...held, reason: stands === null ? '' : 'The case system tells it otherwise' },
    calendar,
  )
  if (recorded.ok) return ok(true)
  return recorded.kind === 'invalid' ? invalid(...recorded.problems.map(asTold)) : recorded
}

const heldOf = (told: NonNullable<DiscussionBody['held']>, people: People): Omit<HoldAsked, 'reason'> => {
  const chairId = people.personCalled(told.chairedBy)
  return {
    beganAt: Temporal.Instant.from(told.beganAt),
    endedAt: Temporal.Instant.from(told.endedAt),
    form: told.form,
    isEmergencyCall: told.isEmergencyCall,
    whyByPhone: told.whyByPhone ?? '',
    chairId,
    chairName: chairId === null ? told.chairedBy : '',
    chairDepartureReason: told.chairDepartureReason ?? '',
    minuteTakerId: null,
    ...(told.recordedAt === undefined ? {} : { knownAt: Temporal.Instant.from(told.recordedAt) }),
  }
}

const isSame = (stands: NonNullable<Discussion['settlement']>, held: Omit<HoldAsked, 'reason'>): boolean =>
  stands.happenedAt.equals(held.beganAt) &&
  (stands.endedAt?.equals(held.endedAt) ?? false) &&
  stands.form === held.form &&
  stands.isEmergencyCall === held.isEmergencyCall &&
  stands.chairId === held.chairId &&
  stands.chairName === held.chairName

/** The page's fields by the names of the body. */
const asTold = ({ field, message }: { readonly field: string; readonly message: string }) => ({
  field: `held.${field === 'chairId' || field === 'chairName' ? 'chairedBy' : field}`,
  message,
})
