import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { type Breaking, listBreakings } from '../../store/breakings.ts'
import { emergencies, verdicts } from '../../words.ts'
import { reviewState } from '../parts/review-state.ts'

const query = z.object({
  show: z.enum(['to-review', 'all'], { error: 'Show what is to be reviewed, or all' }).default('to-review'),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

const perPage = 50
const mostDownloaded = 10_000

/** Every breaking of the glass that concerns whoever asks; all of them for those who watch reading. */
export const breakingsPage = page({
  path: paths.breakings,
  may: access.breakGlass,
  query,
  async view({ tx, query: asked, now }) {
    const isReviewed = asked.show === 'all' ? {} : { isReviewed: false }
    const part = asked.format === undefined ? { limit: perPage, skip: (asked.page - 1) * perPage } : all
    const { breakings, total } = await listBreakings(tx, { ...isReviewed, ...part })
    if (asked.format !== undefined) {
      const caption = 'Broken glass'
      return tableDownload({ format: asked.format, name: 'broken-glass', caption, columns, rows: breakings, now })
    }
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.breakings({}, { ...asked, ...parts })
    return screen({
      title: 'Broken glass',
      width: 'full',
      back: { href: paths.records({}) },
      body: html`${tabs(asked.show)}
${listTable({
  caption: 'Broken glass',
  columns: ['Record', 'Who', 'When', 'Why', 'Review'].map((heading) => ({ key: heading, heading })),
  rows: breakings.map((each) => ({
    id: each.id,
    cells: [
      html`<a class="govuk-link" href="${paths.breaking({ breakingId: each.id })}">${each.childReference}</a>`,
      each.personName,
      whenInWords(each.brokenAt, now),
      emergencies[each.reasonKind],
      reviewState(each, now),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">${asked.show === 'all' ? 'The glass has not been broken on a record of yours.' : 'Nothing is waiting for a review.'}</p>`,
})}`,
    })
  },
})

const all = { limit: mostDownloaded, skip: 0 }

const columns: readonly TableColumn<Breaking>[] = [
  { header: 'Record', value: ({ childReference }) => childReference },
  { header: 'Who', value: ({ personName }) => personName },
  { header: 'Broken at', value: ({ brokenAt }) => brokenAt },
  { header: 'Open until', value: ({ endsAt }) => endsAt },
  { header: 'Emergency', value: ({ reasonKind }) => emergencies[reasonKind] },
  { header: 'Reason', value: ({ reason }) => reason },
  { header: 'Guardian', value: ({ guardianName }) => guardianName },
  { header: 'Review due', value: ({ reviewDueAt }) => reviewDueAt },
  { header: 'Reviewed at', value: ({ review }) => review?.at ?? null },
  { header: 'Found', value: ({ review }) => (review === null ? '' : verdicts[review.verdict]) },
]

const tabs = (show: 'to-review' | 'all'): Html =>
  html`<nav class="moj-sub-navigation" aria-label="Broken glass"><ul class="moj-sub-navigation__list">
${tab('To review', paths.breakings({}), show === 'to-review')}${tab('All', paths.breakings({}, { show: 'all' }), show === 'all')}
</ul></nav>`

const tab = (text: string, href: string, isCurrent: boolean): Html =>
  html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${href}"${isCurrent && html` aria-current="page"`}>${text}</a></li>`
