import { access } from '#platform/access'
import type { User } from '#platform/http'
import type { Option } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listPeople, type Person } from '#practice/organisation'
import { chairRoles } from '../../rules/chair.ts'

const asOption = ({ id, name, jobTitle, teamName }: Person): Option => ({
  value: id,
  text: [name, jobTitle || teamName || ''].filter((part) => part !== '').join(', '),
})

/** Who can be named as having chaired: whoever works on discussions, since a chair who departs is recorded as it was. */
export async function listPossibleChairs(tx: Tx): Promise<readonly Option[]> {
  const roles = new Set([...chairRoles, ...access.workDiscussions.roles])
  return (await listPeople(tx, { anyRole: [...roles], employer: 'own' })).map(asOption)
}

/** Minute-takers, and whoever records this: often it is one of those who were there. */
export async function listPossibleMinuteTakers(tx: Tx, user: User): Promise<readonly Option[]> {
  const takers = (await listPeople(tx, { role: 'minute-taker', employer: 'own' })).map(asOption)
  const isListed = takers.some(({ value }) => value === user.personId)
  return isListed ? takers : [...takers, { value: user.personId, text: `${user.name} (you)` }]
}

/** Who may authorise a section 47 enquiry: team manager or above. */
export const listAuthorisers = async (tx: Tx): Promise<readonly Option[]> =>
  (await listPeople(tx, { anyRole: [...chairRoles], employer: 'own' })).map(asOption)
