import { z } from 'zod'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { listSeries, type Series } from '../../store/series.ts'
import { seriesKinds } from '../../words.ts'
import { meetingsNavigation } from '../parts/navigation.ts'
import { listQuery, perPage } from '../parts/query.ts'

const columns: readonly TableColumn<Series>[] = [
  { header: 'Series', value: ({ name }) => name },
  { header: 'Kind', value: ({ kind }) => seriesKinds[kind] },
  { header: 'Where', value: ({ place }) => place },
  { header: 'Chair', value: ({ chairName }) => chairName ?? '' },
  { header: 'Minute-taker', value: ({ minuteTakerName }) => minuteTakerName ?? '' },
  { header: 'Goes on', value: ({ isEnded }) => !isEnded },
]

/** Every series of meetings, those that ended last. */
export const allSeriesPage = page({
  path: paths.allSeries,
  may: access.seeAllMeetings,
  query: z.object(listQuery),
  async view({ tx, query: asked, user, now }) {
    const series = await listSeries(tx)
    if (asked.format !== undefined) {
      const caption = 'Series of meetings'
      return tableDownload({ format: asked.format, name: 'meeting-series', caption, columns, rows: series, now })
    }
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.allSeries({}, { page: asked.page, ...parts })
    return screen({
      title: 'Series of meetings',
      width: 'full',
      body: html`${meetingsNavigation(user, 'Series')}
${may(user, access.recordMeetings) && button({ text: 'Begin a series', href: paths.addSeries({}) })}
${listTable({
  caption: 'Series of meetings',
  columns: ['Series', 'Kind', 'Chair', 'Minute-taker', ''].map((heading) => ({
    key: heading,
    heading: heading || 'State',
  })),
  rows: series.slice((asked.page - 1) * perPage, asked.page * perPage).map((one) => ({
    id: one.id,
    cells: [
      html`<a class="govuk-link" href="${paths.series({ seriesId: one.id })}">${one.name}</a>`,
      seriesKinds[one.kind],
      one.chairName ?? '',
      one.minuteTakerName ?? '',
      one.isEnded ? 'Ended' : 'Goes on',
    ],
  })),
  page: asked.page,
  perPage,
  total: series.length,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">There is no series yet. A meeting belongs to one: the weekly referral review, for example.</p>`,
})}`,
    })
  },
})
