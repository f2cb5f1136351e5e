import { looseKey } from '#kernel/loose-key'
import type { Tx } from '#platform/transaction'
import { listPeople, listTeams } from '#practice/organisation'

/** Who and what the names in an extract are here. Null where nobody, or more than one, is called so. */
export interface People {
  personCalled(name: string): string | null
  teamCalled(name: string): string | null
}

/** People by their whole name or e-mail address, teams by their name, however it is spaced and capitalised. */
export async function readPeople(tx: Tx): Promise<People> {
  const people = await listPeople(tx, { employer: 'own', withThoseWhoLeft: true })
  const teams = await listTeams(tx, { withClosed: true })
  const persons = byKey(people.flatMap(({ id, name, email }) => [[name, id] as const, [email, id] as const]))
  const places = byKey(teams.map(({ id, name }) => [name, id] as const))
  return {
    personCalled: (name) => persons.get(looseKey(name)) ?? null,
    teamCalled: (name) => places.get(looseKey(name)) ?? null,
  }
}

function byKey(named: readonly (readonly [name: string, id: string])[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  for (const [name, id] of named) {
    const key = looseKey(name)
    if (key === '') continue
    const earlier = found.get(key)
    found.set(key, earlier === undefined || earlier === id ? id : null)
  }
  return found
}
