import { isId } from '#kernel/ids'
import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { findPerson, listAgencies, listPeople } from '#practice/organisation'
import type { ActionOwner } from './actions.ts'

/** Somebody who can be asked to do something, as a form offers them. */
export interface OwnerChoice {
  /** What the form sends: `person:<id>` or `desk:<agency id>`. */
  readonly value: string
  readonly text: string
}

/** Everybody who can own an action: our own people by name, then each partner agency, its desk before its people. */
export async function listOwnerChoices(tx: Tx): Promise<readonly OwnerChoice[]> {
  const people = await listPeople(tx, { anyRole: [...access.seeActions.roles] })
  const ours = people
    .filter(({ agencyId }) => agencyId === null)
    .map(({ id, name, jobTitle }) => ({ value: `person:${id}`, text: jobTitle === '' ? name : `${name}, ${jobTitle}` }))
  const theirs = (await listAgencies(tx)).flatMap((agency) => [
    { value: `desk:${agency.id}`, text: `${agency.name}: ${agency.deskName === '' ? 'the desk' : agency.deskName}` },
    ...people
      .filter(({ agencyId }) => agencyId === agency.id)
      .map(({ id, name }) => ({ value: `person:${id}`, text: `${agency.name}: ${name}` })),
  ])
  return [...ours, ...theirs]
}

/** The owner that a form's choice means, with who at the desk; null when it means nobody that whoever asks may know of. */
export async function ownerChosen(tx: Tx, choice: string, atDesk: string | null): Promise<ActionOwner | null> {
  const [kind, id = ''] = choice.split(':')
  if (kind === 'desk') {
    const agency = (await listAgencies(tx)).find((each) => each.id === id)
    return agency === undefined ? null : { personId: null, agencyId: id, name: atDesk ?? agency.deskName }
  }
  const person = isId(id) ? await findPerson(tx, id) : null
  return person === null ? null : { personId: id, agencyId: person.agencyId, name: '' }
}
