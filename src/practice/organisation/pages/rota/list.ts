import { html } from '#platform/html'
import { paths } from '../../paths.ts'
import type { Shift } from '../../rules/rota.ts'
import { duties } from '../../words.ts'
import type { List, ListQuery } from '../parts/lists.ts'

/** The shifts of a week as a file. */
export const shiftList = (query: ListQuery, shifts: readonly Shift[]): List<Shift> => ({
  caption: 'Duty rota',
  query,
  rows: shifts,
  idOf: ({ id }) => id,
  hrefFor: (parts) => paths.rota({}, parts),
  columns: [
    { key: 'duty', heading: 'Duty', value: ({ duty }) => duties[duty] },
    { key: 'who', heading: 'Who', value: ({ personName }) => personName },
    { key: 'from', heading: 'From', value: ({ startsAt }) => startsAt },
    { key: 'to', heading: 'To', value: ({ endsAt }) => endsAt },
    { key: 'departure', heading: 'Departure from the standard', value: ({ departure }) => departure },
  ],
  empty: html``,
})
