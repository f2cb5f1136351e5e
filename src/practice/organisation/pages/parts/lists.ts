import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Column, listTable } from '#platform/govuk'
import type { Html, Insert } from '#platform/html'
import type { TableValue } from '#platform/tables'

/** What may stand behind the `?` of a list: how it is sorted, which page, or the whole of it as a file. */
export const listQuery = {
  sort: z
    .string()
    .regex(/^[a-zA-Z]{1,20}$/)
    .optional(),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  format: z.enum(['csv', 'xlsx']).optional(),
} as const

export interface ListQuery {
  readonly sort?: string | undefined
  readonly direction: 'ascending' | 'descending'
  readonly page: number
  readonly format?: 'csv' | 'xlsx' | undefined
}

/** A column: what it holds (sorted and downloaded by), and what is shown when that is more than the words. */
interface ListColumn<T> extends Omit<Column, 'sortable'> {
  readonly value: (row: T) => TableValue
  readonly cell?: (row: T) => Insert
}

export interface List<T> {
  readonly caption: string
  readonly columns: readonly ListColumn<T>[]
  readonly rows: readonly T[]
  readonly idOf: (row: T) => string
  readonly query: ListQuery
  /** The address of this list with other parts in its query; what is not named stays as it is asked now. */
  readonly hrefFor: (query: Readonly<Record<string, string | number | undefined>>) => string
  readonly filters?: Html
  readonly empty: Html
}

const perPage = 50

/** The page of the list that was asked for, drawn. These lists are of staff and their rota: hundreds of rows, not more. */
export function drawList<T>(list: List<T>): Html {
  const { query, columns, hrefFor } = list
  const sorted = sortRows(list)
  const shown = sorted.slice((query.page - 1) * perPage, query.page * perPage)
  return listTable({
    caption: list.caption,
    columns: columns.map(({ key, heading, numeric }) => ({ key, heading, sortable: true, numeric: numeric ?? false })),
    rows: shown.map((row) => ({ id: list.idOf(row), cells: columns.map((column) => cellOf(column, row)) })),
    ...(query.sort === undefined ? {} : { sort: { key: query.sort, direction: query.direction } }),
    page: query.page,
    perPage,
    total: sorted.length,
    hrefFor,
    ...(list.filters === undefined ? {} : { filters: list.filters }),
    downloads: { csv: hrefFor({ format: 'csv', page: undefined }), xlsx: hrefFor({ format: 'xlsx', page: undefined }) },
    empty: list.empty,
  })
}

const cellOf = <T>({ cell, value }: ListColumn<T>, row: T): Insert => (cell ? cell(row) : inWords(value(row)))

const inWords = (value: TableValue): string => (value === null ? '' : String(value))

/** In the order asked for; without one, in the order given. Empty ones come last whichever way it is sorted. */
export function sortRows<T>({ rows, columns, query }: Pick<List<T>, 'rows' | 'columns' | 'query'>): readonly T[] {
  const column = columns.find(({ key }) => key === query.sort)
  if (column === undefined) return rows
  const sign = query.direction === 'ascending' ? 1 : -1
  return [...rows].sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)]
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b))
    return sign * compare(a, b)
  })
}

const isEmpty = (value: TableValue): value is null => value === null || value === ''

function compare(one: TableValue, other: TableValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (one instanceof Temporal.PlainDate && other instanceof Temporal.PlainDate)
    return Temporal.PlainDate.compare(one, other)
  if (one instanceof Temporal.Instant && other instanceof Temporal.Instant) return Temporal.Instant.compare(one, other)
  return String(one).localeCompare(String(other), 'en-GB', { numeric: true })
}
