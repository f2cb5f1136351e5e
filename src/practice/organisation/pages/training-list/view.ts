import type { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import { type Html, html } from '#platform/html'
import type { User } from '#platform/http'
import { paths } from '../../paths.ts'
import { type TrainingRecord, type TrainingState, trainingState, trainingStates } from '../../rules/training.ts'
import type { Person } from '../../store/people.ts'
import { trainingKindNames, trainingKinds } from '../../words.ts'
import { filterForm, pickFilter } from '../parts/filters.ts'
import { drawList, type List } from '../parts/lists.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import { personLink } from '../parts/people.ts'
import { trainingStateWords, trainingTag } from '../parts/training.ts'
import type { TrainingQuery } from './page.ts'

interface TrainingRow extends TrainingRecord {
  readonly person: Person
  readonly state: TrainingState
}

export const trainingRows = (
  training: readonly TrainingRecord[],
  people: readonly Person[],
  day: Temporal.PlainDate,
): readonly TrainingRow[] =>
  training.flatMap((record) => {
    const person = people.find(({ id }) => id === record.personId)
    return person === undefined ? [] : [{ ...record, person, state: trainingState(record, day) }]
  })

export const trainingListView = (
  list: List<TrainingRow>,
  user: User,
): Html => html`${organisationNavigation(user, 'Training')}
<p class="govuk-body">Who is trained to audit and to decide at night. It is recorded on each person’s page.</p>
${drawList(list)}`

export const trainingOf = (query: TrainingQuery, rows: readonly TrainingRow[]): List<TrainingRow> => ({
  caption: 'Training',
  query,
  rows,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.training({}, { ...query, ...parts }),
  columns: [
    { key: 'who', heading: 'Who', value: ({ person }) => person.name, cell: ({ person }) => personLink(person) },
    { key: 'team', heading: 'Team', value: ({ person }) => person.teamName ?? '' },
    { key: 'kind', heading: 'Training', value: ({ kind }) => trainingKinds[kind] },
    {
      key: 'completed',
      heading: 'Completed',
      value: ({ completedOn }) => completedOn,
      cell: ({ completedOn }) => dateInWords(completedOn),
    },
    {
      key: 'expires',
      heading: 'Expires',
      value: ({ expiresOn }) => expiresOn,
      cell: ({ expiresOn }) => (expiresOn === null ? 'Does not expire' : dateInWords(expiresOn)),
    },
    {
      key: 'state',
      heading: 'Today',
      value: ({ state }) => trainingStateWords[state],
      cell: ({ state }) => trainingTag(state),
    },
  ],
  filters: filterForm(paths.training({}), [
    pickFilter('kind', 'Training', query.kind ?? '', [
      { value: '', text: 'All training' },
      ...trainingKindNames.map((kind) => ({ value: kind, text: trainingKinds[kind] })),
    ]),
    pickFilter('state', 'Today', query.state ?? '', [
      { value: '', text: 'In date or not' },
      ...trainingStates.map((state) => ({ value: state, text: trainingStateWords[state] })),
    ]),
  ]),
  empty: html`<p class="govuk-body">No training fits. Until it is recorded, nobody can be named to decide at night without a departure being noted.</p>`,
})
