import type { Option } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listAgencies, listPeople, type Person } from '#practice/organisation'
import type { Invited } from '../../store/invitations.ts'

/** Who can be invited: the authority's own people, people of partner agencies, and agencies as a whole. */
export interface Invitable {
  readonly own: readonly Person[]
  readonly partners: readonly Person[]
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
}

export async function listInvitable(tx: Tx): Promise<Invitable> {
  const people = await listPeople(tx)
  return {
    own: people.filter(({ agencyId }) => agencyId === null),
    partners: people.filter(({ agencyId }) => agencyId !== null),
    agencies: await listAgencies(tx),
  }
}

const called = ({ name, jobTitle, agencyName }: Person): string =>
  [name, jobTitle, agencyName ?? ''].filter((part) => part !== '').join(', ')

export const personOptions = (people: readonly Person[]): readonly Option[] =>
  people.map((person) => ({ value: person.id, text: called(person) }))

export const agencyOptions = (agencies: Invitable['agencies']): readonly Option[] =>
  agencies.map(({ id, name }) => ({ value: id, text: name }))

/** The chosen people and agencies as they are invited; null when one of them cannot be. */
export function invitedOf(
  { own, partners, agencies }: Invitable,
  chosen: { readonly people: readonly string[]; readonly agencies: readonly string[] },
): readonly Invited[] | null {
  const people = new Map([...own, ...partners].map((person) => [person.id, person]))
  const known = new Map(agencies.map((agency) => [agency.id, agency]))
  const invited: Invited[] = []
  for (const id of chosen.people) {
    const person = people.get(id)
    if (person === undefined) return null
    const { name, agencyId, agencyName } = person
    invited.push({ personId: id, agencyId, name, agencyName: agencyName ?? '' })
  }
  for (const id of chosen.agencies) {
    const agency = known.get(id)
    if (agency === undefined) return null
    invited.push({ personId: null, agencyId: id, name: agency.name, agencyName: agency.name })
  }
  return invited
}
