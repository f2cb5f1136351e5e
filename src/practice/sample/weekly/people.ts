import type { Tx } from '#platform/transaction'
import type { Invited } from '#practice/meetings'
import { listPeople } from '#practice/organisation'
import { members } from './told.ts'

/** The members of the weekly meeting as the organisation knows them. Whoever has left is no longer asked. */
export interface People {
  readonly invited: readonly Invited[]
  idOf(name: string): string
}

export async function peopleOf(tx: Tx): Promise<People> {
  const all = await listPeople(tx)
  const idOf = (name: string): string => all.find((person) => person.name === name)?.id ?? ''
  const invited = [...members.own, ...members.partners].flatMap((wanted): readonly Invited[] => {
    const person = all.find(({ name }) => name === wanted)
    if (person === undefined) return []
    const { id, name, agencyId, agencyName } = person
    return [{ personId: id, agencyId, name, agencyName: agencyName ?? '' }]
  })
  return { invited, idOf }
}
