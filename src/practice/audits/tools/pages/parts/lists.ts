import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type TableDownload, tableDownload } from '#platform/downloads'
import { button, type Column, listTable } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import type { Download } from '#platform/http'
import type { TableValue } from '#platform/tables'

/** What may stand behind the `?` of a list here. */
export const listQuery = {
  sort: z
    .string()
    .regex(/^[a-zA-Z]{1,20}$/, 'Sort by a column of the list')
    .optional(),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
} as const

type ListQuery = z.infer<z.ZodObject<typeof listQuery>>

interface ListColumn<Row> extends Omit<Column, 'sortable'> {
  readonly value: (row: Row) => TableValue
  readonly cell?: (row: Row) => Insert
}

export interface List<Row> {
  readonly caption: string
  readonly columns: readonly ListColumn<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  readonly query: ListQuery
  readonly hrefFor: (query: Readonly<Record<string, string | number | undefined>>) => string
  readonly filters?: Html
  readonly empty: Html
}

const perPage = 50

/** A list of tools or of who is trained for them: hundreds of rows at most, so they are sorted and paged here. */
export function drawList<Row>(list: List<Row>): Html {
  const { query, columns, hrefFor, caption, empty, filters } = list
  const sorted = sortRows(list)
  return listTable({
    ...{ caption, empty, hrefFor, perPage },
    columns: columns.map(({ key, heading }) => ({ key, heading, sortable: true })),
    rows: sorted.slice((query.page - 1) * perPage, query.page * perPage).map((row) => ({
      id: list.idOf(row),
      cells: columns.map(({ cell, value }) => (cell ? cell(row) : String(value(row) ?? ''))),
    })),
    ...(query.sort === undefined ? {} : { sort: { key: query.sort, direction: query.direction } }),
    page: query.page,
    total: sorted.length,
    ...(filters === undefined ? {} : { filters }),
    downloads: { csv: hrefFor({ format: 'csv', page: undefined }), xlsx: hrefFor({ format: 'xlsx', page: undefined }) },
  })
}

/** The whole list as a file, sorted and filtered as it is shown. */
export const downloadList = <Row>(
  list: List<Row>,
  given: Pick<TableDownload<Row>, 'name' | 'now' | 'format'>,
): Promise<Download> =>
  tableDownload({
    ...given,
    caption: list.caption,
    columns: list.columns.map(({ heading, value }) => ({ header: heading, value })),
    rows: sortRows(list),
  })

/** In the order asked for; empty ones last whichever way. */
function sortRows<Row>({ rows, columns, query }: List<Row>): readonly Row[] {
  const column = columns.find(({ key }) => key === query.sort)
  if (column === undefined) return rows
  const sign = query.direction === 'ascending' ? 1 : -1
  return [...rows].sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)]
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b))
    return sign * compare(a, b)
  })
}

const isEmpty = (value: TableValue): boolean => value === null || value === ''

function compare(one: TableValue, other: TableValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (one instanceof Temporal.PlainDate && other instanceof Temporal.PlainDate)
    return Temporal.PlainDate.compare(one, other)
  return String(one).localeCompare(String(other), 'en-GB', { numeric: true })
}

/** Filters above a list: an ordinary form that asks for the same page. */
export const filterForm = (action: string, filters: readonly Html[]): Html =>
  html`<form method="get" action="${action}" class="los-filters">${filters}${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`
