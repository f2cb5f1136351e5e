import { access } from '#platform/access'
import { button, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { rungsUnnamed } from '../../rules/rungs.ts'
import type { Agency, EscalationContact } from '../../store/agencies.ts'
import { agencyKindNames, agencyKinds } from '../../words.ts'
import { filterForm, pickFilter } from '../parts/filters.ts'
import { drawList, type List } from '../parts/lists.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import type { AgenciesQuery } from './page.ts'

export interface ListedAgency extends Agency {
  readonly contacts: readonly EscalationContact[]
}

export const agenciesView = (
  list: List<ListedAgency>,
  user: User,
): Html => html`${organisationNavigation(user, 'Partner agencies')}
${may(user, access.manageOrganisation) && button({ text: 'Add an agency', href: paths.addAgency({}) })}
${drawList(list)}`

export const agencyList = (
  query: AgenciesQuery,
  agencies: readonly ListedAgency[],
  user: User,
): List<ListedAgency> => ({
  caption: 'Partner agencies',
  query,
  rows: agencies,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.agencies({}, { ...query, ...parts }),
  columns: [
    {
      key: 'name',
      heading: 'Agency',
      value: ({ name }) => name,
      cell: ({ id, name }) => html`<a class="govuk-link" href="${paths.agency({ agencyId: id })}">${name}</a>`,
    },
    { key: 'kind', heading: 'Kind', value: ({ kind }) => agencyKinds[kind] },
    { key: 'desk', heading: 'Shared desk', value: ({ deskEmail }) => deskEmail, cell: deskCell },
    { key: 'telephone', heading: 'Telephone', value: ({ deskTelephone }) => deskTelephone },
    {
      key: 'rungs',
      heading: 'Escalation',
      value: ({ contacts }) => rungsInWords(contacts),
      cell: ({ contacts }) => rungsCell(contacts),
    },
  ],
  filters: filterForm(paths.agencies({}), [
    pickFilter('kind', 'Kind', query.kind ?? '', [
      { value: '', text: 'All kinds' },
      ...agencyKindNames.map((kind) => ({ value: kind, text: agencyKinds[kind] })),
    ]),
  ]),
  empty: may(user, access.manageOrganisation)
    ? html`<p class="govuk-body">No agency yet. Add the NHS and the police first: strategy discussions need both.</p>`
    : html`<p class="govuk-body">No agency fits.</p>`,
})

const deskCell = ({ deskEmail }: ListedAgency): Html | string => (deskEmail === '' ? tag('No desk', 'red') : deskEmail)

/** "Every rung named", or "Nobody for rung 2". */
function rungsInWords(contacts: readonly EscalationContact[]): string {
  const unnamed = rungsUnnamed(contacts)
  return unnamed.length === 0 ? 'Every rung named' : `Nobody for rung ${unnamed.join(', ')}`
}

const rungsCell = (contacts: readonly EscalationContact[]): Html | string =>
  rungsUnnamed(contacts).length === 0 ? rungsInWords(contacts) : tag(rungsInWords(contacts), 'orange')
