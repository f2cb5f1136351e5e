import type { Role } from '#platform/access'
import type { ChairDeparture } from '../words.ts'

/** Team manager or above: who may chair, and who may authorise a section 47 enquiry (practice, section 6). */
export const chairRoles: readonly Role[] = [
  'team-manager',
  'duty-manager',
  'out-of-hours-manager',
  'service-manager',
  'head-of-service',
  'chief-officer',
  'director',
]

export interface ChairFacts {
  /** Null for somebody who is not on the staff here. */
  readonly chairId: string | null
  /** The roles they held when it was held. */
  readonly roles: readonly Role[]
  /** Whose case any of the children was that day. */
  readonly allocatedWorkers: readonly string[]
}

/**
 * In what the chair departs from the standard: a team manager or above chairs, and never the allocated worker. It is recorded
 * as it was, with the reason, and confirmed by a team manager the next morning.
 */
export function chairDepartures({ chairId, roles, allocatedWorkers }: ChairFacts): readonly ChairDeparture[] {
  if (chairId === null) return ['not-known-here']
  const departures: ChairDeparture[] = []
  if (!mayChair(roles)) departures.push('below-team-manager')
  if (allocatedWorkers.includes(chairId)) departures.push('allocated-worker')
  return departures
}

export const mayChair = (roles: readonly Role[]): boolean => roles.some((role) => chairRoles.includes(role))
