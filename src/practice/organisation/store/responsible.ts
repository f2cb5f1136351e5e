import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { isWithin } from '../rules/gaps.ts'
import { managersAbove } from '../rules/line.ts'
import { staffedBy } from '../rules/rota.ts'
import { type Availability, isAway, standInFor } from '../rules/stand-in.ts'
import type { Duty } from '../words.ts'
import { readAvailability } from './availability.ts'
import { lineOn, managersOn } from './careers.ts'
import { listDatedOn } from './dated.ts'
import { listHoldersOf, namesOf } from './people.ts'
import { listShifts } from './rota.ts'

/** Whose turn something is: a named person, and in whose place when they stand in. */
export interface Responsible {
  readonly personId: string
  readonly name: string
  /** The person they stand in for; null when it is their own turn. */
  readonly insteadOf: string | null
  /** True when they are away and nobody covers them: still their turn, but do not wait for them. */
  readonly isAway: boolean
}

export interface OnDuty extends Responsible {
  readonly duty: Duty
  readonly shiftId: string
  /** When their shift, or their part of it, ends. */
  readonly until: Temporal.Instant
}

/** Long enough to reach the end of any shift that is on now. */
const longestLook = { hours: 120 }

/**
 * Who is on this duty at that moment, those who came on first coming first. Somebody who is away is left out, and
 * whoever covers them is there instead. Nobody: a gap in the rota.
 */
export async function onDuty(tx: Tx, duty: Duty, at: Temporal.Instant): Promise<readonly OnDuty[]> {
  const to = at.add(longestLook)
  const shifts = await listShifts(tx, at, at.add({ microseconds: 1 }))
  const parts = staffedBy(shifts, duty, await readAvailability(tx, at, to), { from: at, to }).filter((part) =>
    isWithin(at, part),
  )
  const names = await namesOf(
    tx,
    parts.map(({ personId }) => personId),
  )
  return parts.map(({ personId, insteadOf, shiftId, endsAt }) => ({
    personId,
    name: names.get(personId) ?? '',
    insteadOf,
    isAway: false,
    duty,
    shiftId,
    until: endsAt,
  }))
}

/** Everyone on duty who may decide: duty managers first, then the named out-of-hours decider. */
export async function decidersOnDuty(tx: Tx, at: Temporal.Instant): Promise<readonly OnDuty[]> {
  return [...(await onDuty(tx, 'duty-manager', at)), ...(await onDuty(tx, 'out-of-hours-decider', at))]
}

/** Who does this person's work at that moment when they do not: null when they are there themselves, or nobody does. */
export async function covering(tx: Tx, personId: string, at: Temporal.Instant): Promise<Responsible | null> {
  const availability = await availabilityAt(tx, at)
  const standIn = standInFor(personId, at, availability)
  return standIn === null || standIn === personId ? null : turnOf(tx, personId, at, availability)
}

/** The person's line manager on that day, or whoever stands in for them then; null when none is recorded. */
export async function lineManagerOf(tx: Tx, personId: string, at: Temporal.Instant): Promise<Responsible | null> {
  const managerId = (await lineOn(tx, londonDate(at))).get(personId)
  return managerId === undefined ? null : turnOf(tx, managerId, at, await availabilityAt(tx, at))
}

/** The line managers above a person on that day, nearest first, each of them or whoever stands in for them then. */
export async function managersOf(tx: Tx, personId: string, at: Temporal.Instant): Promise<readonly Responsible[]> {
  const availability = await availabilityAt(tx, at)
  const above: Responsible[] = []
  for (const managerId of await managersOn(tx, personId, londonDate(at)))
    above.push(await turnOf(tx, managerId, at, availability))
  return above
}

/**
 * The service manager above a person or above a team's managers at that moment, or whoever stands in for them; null when
 * nobody on that line is one. A service manager is their own.
 */
export async function serviceManagerFor(
  tx: Tx,
  whose: { readonly personId: string } | { readonly teamId: string },
  at: Temporal.Instant,
): Promise<Responsible | null> {
  const holders = new Set(await listHoldersOf(tx, 'service-manager', at))
  const chain = 'personId' in whose ? await lineFrom(tx, whose.personId, at) : await lineFromTeam(tx, whose.teamId, at)
  const found = chain.find((personId) => holders.has(personId))
  return found === undefined ? null : turnOf(tx, found, at, await availabilityAt(tx, at))
}

const lineFrom = async (tx: Tx, personId: string, at: Temporal.Instant): Promise<readonly string[]> => [
  personId,
  ...(await managersOn(tx, personId, londonDate(at))),
]

/** The managers above a team: its own managers' lines first, because a worker on loan may be managed elsewhere. */
async function lineFromTeam(tx: Tx, teamId: string, at: Temporal.Instant): Promise<readonly string[]> {
  const day = londonDate(at)
  const members = (await listDatedOn(tx, 'membership', day)).filter(({ about }) => about === teamId)
  const managers = new Set([
    ...(await listHoldersOf(tx, 'team-manager', at)),
    ...(await listHoldersOf(tx, 'duty-manager', at)),
  ])
  const line = await lineOn(tx, day)
  const ids = members.map(({ personId }) => personId)
  const managersFirst = [...ids.filter((id) => managers.has(id)), ...ids.filter((id) => !managers.has(id))]
  return managersFirst.flatMap((personId) => [personId, ...managersAbove(personId, line)])
}

/** The head of service at that moment, or whoever stands in. Of several, one who is there; null when nobody holds the role. */
export async function headOfService(tx: Tx, at: Temporal.Instant): Promise<Responsible | null> {
  const holders = await listHoldersOf(tx, 'head-of-service', at)
  const availability = await availabilityAt(tx, at)
  const present = holders.find((personId) => standInFor(personId, at, availability) === personId)
  const covered = holders.find((personId) => standInFor(personId, at, availability) !== null)
  const found = present ?? covered ?? holders[0]
  return found === undefined ? null : turnOf(tx, found, at, availability)
}

const availabilityAt = (tx: Tx, at: Temporal.Instant): Promise<Availability> =>
  readAvailability(tx, at, at.add({ microseconds: 1 }))

async function turnOf(
  tx: Tx,
  personId: string,
  at: Temporal.Instant,
  availability: Availability,
): Promise<Responsible> {
  const standIn = standInFor(personId, at, availability) ?? personId
  const names = await namesOf(tx, [standIn])
  return {
    personId: standIn,
    name: names.get(standIn) ?? '',
    insteadOf: standIn === personId ? null : personId,
    isAway: isAway(standIn, at, availability),
  }
}
