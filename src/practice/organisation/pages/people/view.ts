import { access, roleNames, roles } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Person } from '../../store/people.ts'
import type { Team } from '../../store/places.ts'
import { filterForm, pickFilter } from '../parts/filters.ts'
import { drawList, type List } from '../parts/lists.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import { personLink, rolesInWords } from '../parts/people.ts'
import type { PeopleQuery } from './page.ts'

export const peopleView = (list: List<Person>, user: User): Html => html`${organisationNavigation(user, 'People')}
${may(user, access.manageOrganisation) && button({ text: 'Add a person', href: paths.addPerson({}) })}
${drawList(list)}`

export const peopleList = (
  query: PeopleQuery,
  people: readonly Person[],
  teams: readonly Team[],
  user: User,
): List<Person> => ({
  caption: 'People',
  query,
  rows: people,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.people({}, { ...query, ...parts }),
  columns: [
    { key: 'name', heading: 'Name', value: ({ name }) => name, cell: personLink },
    { key: 'roles', heading: 'Roles', value: ({ roles: held }) => rolesInWords(held) },
    { key: 'jobTitle', heading: 'Job title', value: ({ jobTitle }) => jobTitle },
    { key: 'team', heading: 'Team or agency', value: ({ teamName, agencyName }) => teamName ?? agencyName ?? '' },
    { key: 'manager', heading: 'Line manager', value: ({ lineManagerName }) => lineManagerName ?? '' },
    {
      key: 'email',
      heading: 'Email',
      value: ({ email }) => email,
      cell: ({ email }) => html`<span class="los-link">${email}</span>`,
    },
  ],
  filters: filters(query, teams),
  empty: may(user, access.manageOrganisation)
    ? html`<p class="govuk-body">Nobody fits. Choose other filters, or <a class="govuk-link" href="${paths.addPerson({})}">add a person</a>.</p>`
    : html`<p class="govuk-body">Nobody fits. Choose other filters.</p>`,
})

const filters = (query: PeopleQuery, teams: readonly Team[]): Html =>
  filterForm(paths.people({}), [
    pickFilter('who', 'Who', query.who || 'own', [
      { value: 'own', text: 'Our own staff' },
      { value: 'partner', text: 'Partner agencies' },
      { value: 'all', text: 'Everybody' },
      { value: 'left', text: 'People who have left' },
    ]),
    pickFilter('team', 'Team', query.team ?? '', [
      { value: '', text: 'All teams' },
      ...teams.map(({ id, name }) => ({ value: id, text: name })),
    ]),
    pickFilter('role', 'Role', query.role ?? '', [
      { value: '', text: 'All roles' },
      ...roleNames.map((role) => ({ value: role, text: roles[role] })),
    ]),
  ])
