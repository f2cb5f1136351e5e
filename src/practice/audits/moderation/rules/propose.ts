import { hash } from 'node:crypto'

/** A case that needs a moderator, and who is independent of it. */
export interface Wanting {
  readonly caseId: string
  readonly free: readonly string[]
}

/**
 * Who could moderate what: cases in their order, each to whoever has fewest audits to do, those proposed here counted. Who of
 * several with as few is decided by a hash of case and person, so that no name comes first every time. A case of which nobody is
 * independent is left out.
 */
export function proposeModerators(
  wanting: readonly Wanting[],
  openOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const load = new Map(openOf)
  const proposed = new Map<string, string>()
  for (const { caseId, free } of wanting) {
    const ranked = free
      .map((personId) => ({ personId, open: load.get(personId) ?? 0, ticket: hash('sha256', `${caseId}:${personId}`) }))
      .toSorted((one, other) => one.open - other.open || (one.ticket < other.ticket ? -1 : 1))
    const chosen = ranked[0]
    if (chosen === undefined) continue
    proposed.set(caseId, chosen.personId)
    load.set(chosen.personId, chosen.open + 1)
  }
  return proposed
}
