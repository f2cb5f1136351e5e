import { z } from 'zod'
import { dayInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { listPacks, type Pack } from '../../store/packs.ts'
import { listSeries } from '../../store/series.ts'
import { meetingsNavigation } from '../parts/navigation.ts'
import { chosenId, listQuery, partOf, perPage } from '../parts/query.ts'

const columns: readonly TableColumn<Pack>[] = [
  { header: 'Series', value: ({ title }) => title },
  { header: 'Week from', value: ({ week }) => week },
  { header: 'Meeting', value: ({ meetingReference }) => meetingReference },
  { header: 'Issued at', value: ({ issuedAt }) => issuedAt },
  { header: 'Issued by', value: ({ issuedByName }) => issuedByName },
  { header: 'Stands', value: ({ supersededBy }) => supersededBy === null },
  { header: 'In the place of another because', value: ({ reason }) => reason },
  { header: 'Seed', value: ({ seed }) => seed },
]

/** Every pack that was issued, latest week first. */
export const packsPage = page({
  path: paths.packs,
  may: access.seeAllMeetings,
  query: z.object({ ...listQuery, series: chosenId }),
  async view({ tx, query: asked, user, now }) {
    const { packs, total } = await listPacks(tx, { seriesId: asked.series, ...partOf(asked) })
    if (asked.format !== undefined)
      return tableDownload({ format: asked.format, name: 'packs', caption: 'Packs', columns, rows: packs, now })
    const series = await listSeries(tx)
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.packs({}, { ...asked, ...parts })
    return screen({
      title: 'Packs',
      width: 'full',
      body: html`${meetingsNavigation(user, 'Packs')}
${listTable({
  caption: 'Packs',
  columns: ['Week', 'Series', 'Meeting', 'Issued', 'State'].map((heading) => ({ key: heading, heading })),
  rows: packs.map((pack) => ({
    id: pack.id,
    cells: [
      html`<a class="govuk-link" href="${paths.pack({ packId: pack.id })}">From ${dayInWords(pack.week)}</a>`,
      pack.title,
      html`<a class="govuk-link" href="${paths.meeting({ meetingId: pack.meetingId })}">${pack.meetingReference}</a>`,
      `${whenInWords(pack.issuedAt, now)}, ${pack.issuedByName}`,
      pack.supersededBy === null ? 'Stands' : 'Another has taken its place',
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  filters: html`<form method="get" action="${paths.packs({})}" class="los-filters">${filterSelect(
    'series',
    'Series',
    asked.series,
    series.map(({ id, name }) => ({ value: id, text: name })),
  )}${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">No pack has been issued. A week’s pack is made on the page of its <a class="govuk-link" href="${paths.allSeries({})}">series</a>.</p>`,
})}`,
    })
  },
})
