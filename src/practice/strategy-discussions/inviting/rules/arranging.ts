import { Temporal } from 'temporal-polyfill'
import type { Problem } from '#kernel/outcome'
import type { Role } from '#platform/access'
import { mayChair } from '../../meeting/rules/chair.ts'
import { keyPartners, type Partner } from '../../words.ts'

/** Minutes that a discussion lasts unless somebody says otherwise. */
export const usualMinutes = 60

export interface Timed {
  readonly startsAt: Temporal.Instant
  readonly minutes: number
  readonly place: string
  readonly lateReason: string
  /** Why a time that stood is changed; null for a first one. */
  readonly reason: string | null
}

export const isAfter = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) > 0

/**
 * What is wrong with a time: it is in the past, or after the limit without a reason.
 */
export function timeProblems(
  timed: Pick<Timed, 'startsAt' | 'lateReason'>,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
): readonly Problem[] {
  const problems: Problem[] = []
  if (!isAfter(timed.startsAt, now))
    problems.push({ field: 'startsAt', message: 'Choose a time to come. If it was held, record that it was held' })
  if (isAfter(timed.startsAt, dueAt) && timed.lateReason === '')
    problems.push({ field: 'lateReason', message: 'It begins after the discussion is due: say why' })
  return problems
}

/** A place is sent by mail: nothing in it may name a child. `names` are those of the children that it is about. */
export const placeProblems = (place: string, names: readonly string[]): readonly Problem[] =>
  names.some((name) => hasWord(place, name))
    ? [{ field: 'place', message: 'Leave the child’s name out: the place is sent by mail' }]
    : []

/** Names of one or two letters are part of too many words. */
const hasWord = (text: string, name: string): boolean =>
  name.length > 2 &&
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’-]+/u)
    .includes(name.toLowerCase())

/** In what a chair departs from the standard, to be said before the discussion and recorded with it. */
export function chairNotes(chair: {
  readonly roles: readonly Role[]
  readonly isAllocatedWorker: boolean
}): readonly string[] {
  return [
    ...(mayChair(chair.roles) ? [] : ['below team manager']),
    ...(chair.isAllocatedWorker ? ['the allocated worker'] : []),
  ]
}

/** Which of the three nobody was invited for: all three are asked, always. */
export const notInvited = (
  invitations: readonly { readonly partner: Partner; readonly withdrawal: object | null }[],
): readonly (typeof keyPartners)[number][] =>
  keyPartners.filter((partner) => !invitations.some((asked) => asked.partner === partner && asked.withdrawal === null))
