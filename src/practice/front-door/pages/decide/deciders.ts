import type { Temporal } from 'temporal-polyfill'
import { access } from '#platform/access'
import { may, type User } from '#platform/http'
import type { Option } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { decidersOnDuty, listHoldersOf, listPeople } from '#practice/organisation'

/** Duty team managers, and whoever was on duty to decide at that moment (practice.md §1). */
export async function namedDeciders(tx: Tx, at: Temporal.Instant): Promise<ReadonlySet<string>> {
  const onDuty = (await decidersOnDuty(tx, at)).map(({ personId }) => personId)
  return new Set([...(await listHoldersOf(tx, 'duty-manager', at)), ...onDuty])
}

/**
 * Who can be named as having decided: those who may, and whoever is asking, since a decision that departs from the standard
 * is recorded as it was.
 */
export async function listDeciders(tx: Tx, user: User): Promise<readonly Option[]> {
  const people = await listPeople(tx, { anyRole: [...access.decideContacts.roles], employer: 'own' })
  const options = people.map(({ id, name, teamName }) => ({
    value: id,
    text: teamName === null ? name : `${name}, ${teamName}`,
  }))
  const isListed = options.some(({ value }) => value === user.personId)
  return isListed ? options : [...options, { value: user.personId, text: `${user.name} (not a named decider)` }]
}

/** Whoever decides is offered as the one who decided; anybody else has to say whose decision it was. */
export const likelyDecider = (user: User): string => (may(user, access.decideContacts) ? user.personId : '')
