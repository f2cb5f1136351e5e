import { z } from 'zod'
import { elapsedMinutes } from '#kernel/clock'
import { count, durationInWords, timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { type Column, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type Asked, may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { namesOf, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { isReviewedInTime } from '../rules.ts'
import { listEndedReviews, listOpenReviews, type Review } from '../store.ts'
import { rungWords } from '../words.ts'

const query = z.object({
  show: z.enum(['open', 'ended'], { error: 'Show open reviews, or those that ended' }).default('open'),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(100).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Downloads are csv or xlsx' }).optional(),
})

type Query = z.infer<typeof query>

const perPage = 50
const daysBack = 28

/** Every open review, the one that climbs soonest first; and those of the last four weeks, with whether they were in time. */
export const reviewsPage = page({
  path: paths.reviews,
  may: access.seeDutyBoard,
  query,
  async view(asked) {
    const { tx, query: wanted, now } = asked
    const isOpen = wanted.show === 'open'
    const reviews = isOpen
      ? await listOpenReviews(tx)
      : await listEndedReviews(tx, now.subtract({ hours: 24 * daysBack }))
    const people = reviews.flatMap(({ assignedTo, record }) => [assignedTo, record?.reviewedBy ?? null])
    const names = await namesOf(
      tx,
      people.filter((id) => id !== null),
    )
    const { reviewMinutes } = await readSettings(tx)
    const facts = { ...asked, names, reviewMinutes }
    if (wanted.format !== undefined) {
      const name = isOpen ? 'reviews-open' : 'reviews-ended'
      const columns = downloadColumns(facts)
      return tableDownload({ format: wanted.format, name, caption: 'Reviews', columns, rows: reviews, now })
    }
    return screen({ title: '24-hour reviews', width: 'wide', body: html`${tabs(isOpen)}${table(facts, reviews)}` })
  },
})

interface Facts extends Pick<Asked<unknown, Query>, 'now' | 'query' | 'user'> {
  readonly names: ReadonlyMap<string, string>
  readonly reviewMinutes: number
}

const tabs = (
  isOpen: boolean,
): Html => html`<nav class="moj-sub-navigation" aria-label="Reviews"><ul class="moj-sub-navigation__list">
${tab('Open', paths.reviews({}), isOpen)}${tab('Ended in the last four weeks', paths.reviews({}, { show: 'ended' }), !isOpen)}
</ul></nav>`

const tab = (text: string, href: string, isCurrent: boolean): Html =>
  html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${href}"${isCurrent && html` aria-current="page"`}>${text}</a></li>`

const openColumns: readonly Column[] = [
  { key: 'due', heading: 'To be recorded by' },
  { key: 'contact', heading: 'Contact' },
  { key: 'review', heading: 'Review' },
  { key: 'with', heading: 'With' },
  { key: 'do', heading: 'Do' },
]

const endedColumns: readonly Column[] = [
  { key: 'opened', heading: 'Opened' },
  { key: 'contact', heading: 'Contact' },
  { key: 'review', heading: 'Review' },
  { key: 'ended', heading: 'How it ended' },
  { key: 'time', heading: 'In time' },
]

function table(facts: Facts, reviews: readonly Review[]): Html {
  const { query: asked } = facts
  const isOpen = asked.show === 'open'
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.reviews({}, { show: isOpen ? undefined : 'ended', page: asked.page, ...changes })
  const shown = reviews.slice((asked.page - 1) * perPage, asked.page * perPage)
  return listTable({
    caption: isOpen ? 'Open reviews, the one that climbs soonest first' : 'Reviews that ended, latest first',
    columns: isOpen ? openColumns : endedColumns,
    rows: shown.map((review) => ({
      id: review.id,
      cells: isOpen ? openCells(facts, review) : endedCells(facts, review),
    })),
    page: asked.page,
    perPage,
    total: reviews.length,
    hrefFor,
    downloads: { csv: hrefFor({ page: undefined, format: 'csv' }), xlsx: hrefFor({ page: undefined, format: 'xlsx' }) },
    empty: html`<p class="govuk-body">${isOpen ? 'No review is open.' : 'No review ended in the last four weeks.'} <a class="govuk-link" href="${paths.board({})}">Duty board</a></p>`,
  })
}

const contactLink = ({ contactId, reference }: Review): Html =>
  html`<a class="govuk-link" href="${paths.contact({ contactId })}">${reference}</a>`

const periodInWords = ({ period, missed }: Review): string =>
  `${period * 24} hours${missed > 0 ? `, with ${count(missed, 'review')} that nobody ran` : ''}`

function openCells({ now, names, user }: Facts, review: Review): readonly (Html | string)[] {
  const left = review.dueAt === null ? null : timeLeftInWords(review.dueAt, now)
  const name = review.assignedTo === null ? 'Nobody: a gap in the rota' : (names.get(review.assignedTo) ?? '')
  return [
    left === null
      ? ''
      : html`<span class="${left.isOver ? 'los-late' : ''}">${left.text}</span><br><span class="los-quiet">opened ${whenInWords(review.openedAt, now)}</span>`,
    contactLink(review),
    periodInWords(review),
    html`${name}<br><span class="los-quiet">${rungWords[review.rung]}</span>`,
    may(user, access.reviewContacts)
      ? html`<a class="govuk-link" href="${paths.review({ contactId: review.contactId, reviewId: review.id })}">Review now<span class="govuk-visually-hidden">: ${review.reference}</span></a>`
      : '',
  ]
}

function endedCells({ now, names, reviewMinutes }: Facts, review: Review): readonly (Html | string)[] {
  const { record } = review
  return [
    whenInWords(review.openedAt, now),
    contactLink(review),
    periodInWords(review),
    endInWords(review, names),
    record === null
      ? ''
      : isReviewedInTime({ openedAt: review.openedAt, recordedAt: record.firstRecordedAt }, reviewMinutes)
        ? tag('In time', 'green')
        : html`${tag('Late', 'red')} ${durationInWords(elapsedMinutes(review.openedAt, record.firstRecordedAt))}`,
  ]
}

function endInWords({ record }: Review, names: ReadonlyMap<string, string>): string {
  if (record === null) return 'Superseded by a later review'
  if (record.kind === 'outcome-recorded') return 'An outcome was recorded'
  const by = record.reviewedBy === null ? '' : ` by ${names.get(record.reviewedBy) ?? ''}`
  return `Reviewed${by}: ${record.whyNoOutcome}`
}

const downloadColumns = ({ names, reviewMinutes }: Facts): readonly TableColumn<Review>[] => [
  { header: 'Contact', value: ({ reference }) => reference },
  { header: 'Review at hours', value: ({ period }) => period * 24 },
  { header: 'Missed reviews counted in it', value: ({ missed }) => missed },
  { header: 'Opened', value: ({ openedAt }) => openedAt },
  { header: 'Rung', value: ({ rung }) => rungWords[rung] },
  { header: 'With', value: ({ assignedTo }) => (assignedTo === null ? '' : (names.get(assignedTo) ?? '')) },
  { header: 'Ended', value: ({ record }) => record?.firstRecordedAt ?? null },
  {
    header: 'In time',
    value: ({ openedAt, record }) =>
      record === null
        ? ''
        : isReviewedInTime({ openedAt, recordedAt: record.firstRecordedAt }, reviewMinutes)
          ? 'yes'
          : 'no',
  },
  { header: 'Why no outcome', value: ({ record }) => record?.whyNoOutcome ?? '' },
]
