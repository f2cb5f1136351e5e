import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button, filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { TableColumn } from '#platform/tables'
import type { Person } from '#practice/organisation'
import { paths } from '../../paths.ts'
import type { ReadingsQuery } from './page.ts'

/** One reading as it is shown and downloaded. */
export interface ReadingRow {
  readonly id: string
  readonly at: Temporal.Instant
  readonly who: string
  readonly what: string
  readonly right: string
}

export const readingColumns: readonly TableColumn<ReadingRow>[] = [
  { header: 'When', value: ({ at }) => at },
  { header: 'Who', value: ({ who }) => who },
  { header: 'What', value: ({ what }) => what },
  { header: 'By what right', value: ({ right }) => right },
]

interface ReadingsPage {
  readonly childId: string
  readonly asked: ReadingsQuery
  readonly rows: readonly ReadingRow[]
  readonly total: number
  readonly perPage: number
  readonly people: readonly Person[]
  readonly now: Temporal.Instant
}

export function readingsView({ childId, asked, rows, total, perPage, people, now }: ReadingsPage): Html {
  const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
    paths.readings(
      { childId },
      { person: asked.person, from: asked.from?.toString(), to: asked.to?.toString(), page: asked.page, ...parts },
    )
  return listTable({
    caption: 'Who read the record',
    columns: ['When', 'Who', 'What', 'By what right'].map((heading) => ({ key: heading, heading })),
    rows: rows.map(({ id, at, who, what, right }) => ({ id, cells: [whenInWords(at, now), who, what, right] })),
    page: asked.page,
    perPage,
    total,
    hrefFor,
    filters: html`<form method="get" action="${paths.readings({ childId })}" class="los-filters">
${filterSelect(
  'person',
  'Who',
  asked.person,
  people.map(({ id, name }) => ({ value: id, text: name })),
  'Everybody',
)}
${dayFilter('from', 'From', asked.from)}
${dayFilter('to', 'To', asked.to)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`,
    downloads: { csv: hrefFor({ format: 'csv', page: undefined }), xlsx: hrefFor({ format: 'xlsx', page: undefined }) },
    empty: html`<p class="govuk-body">Nobody read the record in this time.</p>`,
  })
}

const dayFilter = (name: string, label: string, day: Temporal.PlainDate | undefined): Html =>
  html`<div class="govuk-form-group"><label class="govuk-label" for="${name}">${label}</label><input class="govuk-input govuk-input--width-10" id="${name}" name="${name}" type="date" value="${day?.toString() ?? ''}"></div>`
