import { Temporal } from 'temporal-polyfill'

interface Arranged {
  readonly chairId: string | null
  readonly knownAt: Temporal.Instant
}

interface Asked {
  readonly personId: string | null
  readonly agencyId: string | null
  readonly withdrawal: object | null
  readonly knownAt: Temporal.Instant
}

/**
 * The invitation of whoever was to chair by what was arranged last, where it is over with that: they neither stay for another
 * reason (they chair again, take the minutes, are asked as the worker) nor were asked before they were to chair. Null where
 * there is none. Arrangements come in order; an invitation of the same instant was made because of it.
 */
export function formerChair<Invitation extends Asked>(
  arrangements: readonly Arranged[],
  invitations: readonly Invitation[],
  stays: readonly (string | null)[],
): Invitation | null {
  const latestFirst = [...arrangements].reverse()
  const chairId = latestFirst[0]?.chairId ?? null
  if (chairId === null || stays.includes(chairId)) return null
  const since = latestFirst.find((_arranged, place) => latestFirst[place + 1]?.chairId !== chairId)?.knownAt
  const asked = invitations.find(
    ({ personId, agencyId, withdrawal }) => personId === chairId && agencyId === null && withdrawal === null,
  )
  if (asked === undefined || since === undefined) return null
  return Temporal.Instant.compare(asked.knownAt, since) < 0 ? null : asked
}
