import { type Html, html, type Insert } from '#platform/html'

export interface Column {
  readonly key: string
  readonly heading: string
  readonly sortable?: boolean
  readonly numeric?: boolean
}

export interface Row {
  /** Stable between refreshes. */
  readonly id: string
  readonly cells: readonly Insert[]
}

export interface ListTable {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly sort?: { readonly key: string; readonly direction: 'ascending' | 'descending' }
  /** First page is 1. */
  readonly page: number
  readonly perPage: number
  /** Rows in all, over every page. */
  readonly total: number
  /** The address of this list with other parts in its query. */
  readonly hrefFor: (query: Readonly<Record<string, string | number | undefined>>) => string
  readonly filters?: Html
  readonly downloads?: { readonly csv: string; readonly xlsx: string }
  readonly empty: Html
}

/**
 * A list as every list here is: counted, filtered, sorted, paged and downloadable, all by ordinary links. On a narrow
 * screen each row becomes a card whose cells name their column.
 */
export function listTable(list: ListTable): Html {
  return html`${list.filters}
<div class="los-list">
<div class="los-list__head"><p class="govuk-body los-list__count">${counted(list)}</p>${list.downloads !== undefined && list.total > 0 && downloadLinks(list.downloads)}</div>
${list.rows.length === 0 ? html`<div class="los-empty">${list.empty}</div>` : rowsOf(list)}
${pages(list)}
</div>`
}

function counted({ total, page, perPage, rows }: ListTable): string {
  if (total === 0) return 'None'
  const first = (page - 1) * perPage + 1
  return total <= perPage ? `${total} in all` : `${first} to ${first + rows.length - 1} of ${total}`
}

const downloadLinks = ({ csv, xlsx }: { readonly csv: string; readonly xlsx: string }): Html =>
  html`<p class="govuk-body los-list__downloads">Download: <a class="govuk-link" href="${csv}">CSV</a> <a class="govuk-link" href="${xlsx}">Excel</a></p>`

const rowsOf = (list: ListTable): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">${list.caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${list.columns.map((column) => heading(list, column))}</tr></thead>
<tbody class="govuk-table__body">${list.rows.map(
  (row) => html`
<tr class="govuk-table__row" data-row="${row.id}">${row.cells.map((cell, at) => html`<td class="govuk-table__cell${list.columns[at]?.numeric && ' govuk-table__cell--numeric'}" data-label="${list.columns[at]?.heading}">${cell}</td>`)}</tr>`,
)}
</tbody>
</table>`

function heading({ sort, hrefFor }: ListTable, { key, heading: words, sortable, numeric }: Column): Html {
  const classes = html`govuk-table__header${numeric && ' govuk-table__header--numeric'}`
  if (!sortable) return html`<th scope="col" class="${classes}">${words}</th>`
  const direction = sort?.key === key ? sort.direction : undefined
  const next = direction === 'ascending' ? 'descending' : 'ascending'
  const arrow = direction === 'ascending' ? ' ▲' : direction === 'descending' ? ' ▼' : ''
  return html`<th scope="col" class="${classes}" aria-sort="${direction ?? 'none'}"><a class="los-sort" href="${hrefFor({ sort: key, direction: next, page: undefined })}">${words}<span aria-hidden="true">${arrow}</span></a></th>`
}

function pages({ page, perPage, total, hrefFor }: ListTable): Html | null {
  const last = Math.ceil(total / perPage)
  if (last <= 1) return null
  const around = [...new Set([1, page - 1, page, page + 1, last])].filter((number) => number >= 1 && number <= last)
  const link = (number: number): Html =>
    number === page
      ? html`<li class="govuk-pagination__item govuk-pagination__item--current"><a class="govuk-link govuk-pagination__link" href="${hrefFor({ page: number })}" aria-label="Page ${number}" aria-current="page">${number}</a></li>`
      : html`<li class="govuk-pagination__item"><a class="govuk-link govuk-pagination__link" href="${hrefFor({ page: number })}" aria-label="Page ${number}">${number}</a></li>`
  return html`<nav class="govuk-pagination" aria-label="Pages of this list">
${page > 1 && html`<div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="${hrefFor({ page: page - 1 })}" rel="prev">Previous<span class="govuk-visually-hidden"> page</span></a></div>`}
<ul class="govuk-pagination__list">${around.map(link)}</ul>
${page < last && html`<div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="${hrefFor({ page: page + 1 })}" rel="next">Next<span class="govuk-visually-hidden"> page</span></a></div>`}
</nav>`
}
