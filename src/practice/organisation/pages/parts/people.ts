import { type Role, roles } from '#platform/access'
import { type Html, html } from '#platform/html'
import { paths } from '../../paths.ts'
import type { Person } from '../../store/people.ts'
import type { Option } from './inputs.ts'

export const personLink = ({ id, name }: { readonly id: string; readonly name: string }): Html =>
  html`<a class="govuk-link" href="${paths.person({ personId: id })}">${name}</a>`

/** "Team manager, Moderator". */
export const rolesInWords = (held: readonly Role[]): string => held.map((role) => roles[role]).join(', ')

/** People to choose from, told apart by what they do: "Amina Khan (Duty and Advice Team manager)". */
export const peopleOptions = (people: readonly Person[]): readonly Option[] =>
  people.map(({ id, name, roles: held, jobTitle }) => {
    const does = jobTitle === '' ? rolesInWords(held) : jobTitle
    return { value: id, text: does === '' ? name : `${name} (${does})` }
  })
