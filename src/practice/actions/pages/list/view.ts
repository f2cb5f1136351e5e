import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { optionsOf } from '#platform/questions'
import type { TableColumn } from '#platform/tables'
import type { Agency } from '#practice/organisation'
import { paths } from '../../paths.ts'
import type { Action } from '../../store/actions.ts'
import { fromKinds, states } from '../../words.ts'
import { actionLink, fromInWords, stateTag } from '../parts/table.ts'
import { dueBys, type ListQuery, shows, whoseOf } from './query.ts'

export const perPage = 50

interface ListPage {
  readonly actions: readonly Action[]
  readonly total: number
  readonly asked: ListQuery
  readonly user: User
  readonly agencies: readonly Agency[]
}

export function listView(given: ListPage): Html {
  const { actions, total, asked, user } = given
  const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
    paths.list({}, { ...asked, ...parts })
  return html`${may(user, access.recordActions) && button({ text: 'Add an action', href: paths.add({}) })}
${listTable({
  caption: 'Actions',
  columns: [
    { key: 'reference', heading: 'Action', sortable: true },
    { key: 'what', heading: 'What' },
    { key: 'owner', heading: 'Who', sortable: true },
    { key: 'due', heading: 'By', sortable: true },
    { key: 'from', heading: 'From', sortable: true },
    { key: 'state', heading: 'Where it stands' },
  ],
  rows: actions.map((action) => ({
    id: action.id,
    cells: [
      actionLink(action),
      action.what,
      action.ownerWords,
      dateInWords(action.dueOn),
      fromInWords(action),
      stateTag(action),
    ],
  })),
  sort: { key: asked.sort, direction: asked.direction },
  page: asked.page,
  perPage,
  total,
  hrefFor,
  filters: filters(given),
  downloads: { csv: hrefFor({ format: 'csv', page: undefined }), xlsx: hrefFor({ format: 'xlsx', page: undefined }) },
  empty: html`<p class="govuk-body">No action fits. ${whoseOf(asked, user) === 'mine' ? html`<a class="govuk-link" href="${hrefFor({ whose: 'all', page: undefined })}">Show everybody’s</a>, or choose other filters.` : 'Choose other filters.'}</p>`,
})}`
}

const filters = ({ asked, user, agencies }: ListPage): Html =>
  html`<form method="get" action="${paths.list({})}" class="los-filters">
${filterSelect('whose', 'Whose', whoseOf(asked, user), optionsOf({ mine: 'Mine', all: user.agencyId === null ? 'Everybody’s' : 'Our agency’s' }), null)}
${filterSelect('show', 'Show', asked.show, optionsOf(shows), null)}
${
  user.agencyId === null &&
  filterSelect('owner', 'Who', asked.owner, [
    { value: 'own', text: 'The authority' },
    ...agencies.map(({ id, name }) => ({ value: id, text: name })),
  ])
}
${filterSelect('from', 'From', asked.from, optionsOf(fromKinds))}
${filterSelect('due', 'Due', asked.due, optionsOf(dueBys))}
<input type="hidden" name="sort" value="${asked.sort}"><input type="hidden" name="direction" value="${asked.direction}">
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

export const columns: readonly TableColumn<Action>[] = [
  { header: 'Action', value: ({ reference }) => reference },
  { header: 'What', value: ({ what }) => what },
  { header: 'Why', value: ({ why }) => why },
  { header: 'Who', value: ({ ownerWords }) => ownerWords },
  { header: 'By', value: ({ dueOn }) => dueOn },
  { header: 'From', value: fromInWords },
  { header: 'Where it stands', value: ({ state, isOverdue }) => (isOverdue ? 'Overdue' : states[state]) },
  { header: 'Done on', value: ({ doneOn }) => doneOn },
  { header: 'Recorded', value: ({ recordedAt }) => recordedAt },
]
