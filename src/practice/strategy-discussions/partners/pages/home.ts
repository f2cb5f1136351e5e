import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { states } from '../../words.ts'
import { listPartnersDiscussions, type PartnersDiscussion } from '../store/discussions.ts'

const query = z.object({
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
const perPage = 50
const mostDownloaded = 5_000
const caption = 'Strategy discussions that we are part of'

/** The discussions that a partner is part of; nothing else exists for them. */
export const homePage = page({
  path: paths.partner.home,
  may: access.partnerPages,
  query,
  async view({ tx, query: asked, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { discussions, total } = await listPartnersDiscussions(tx, part)
    if (asked.format !== undefined)
      return tableDownload({ format: asked.format, name: 'our-discussions', caption, columns, rows: discussions, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) => paths.partner.home({}, parts)
    return screen({
      title: 'Strategy discussions',
      width: 'full',
      body: html`<p class="govuk-body">Discussions that you or your agency’s desk are asked to. What waits for an answer is in <a class="govuk-link" href="/">My work</a>.</p>
<div class="los-actions govuk-!-margin-bottom-4">${button({ text: 'Raise a concern about a child', href: paths.partner.newConcern({}) })}
<a class="govuk-link" href="${paths.partner.concerns({})}">Our concerns and challenges</a>
<a class="govuk-link" href="${paths.partner.figures({})}">Our figures</a>
<a class="govuk-link" href="${paths.calendar({})}">My calendar</a></div>
${listTable({
  caption,
  columns: ['Discussion', 'State', 'When', 'Chair'].map((heading) => ({ key: heading, heading })),
  rows: discussions.map((each) => ({ id: each.id, cells: cellsOf(each, now) })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">You are not asked to any strategy discussion.</p>`,
})}`,
    })
  },
})

const cellsOf = (each: PartnersDiscussion, now: Temporal.Instant): readonly (Html | string)[] => [
  html`<a class="govuk-link los-nowrap" href="${paths.partner.discussion({ discussionId: each.id })}">${each.reference}</a>`,
  tag(states[each.state], each.state === 'due' ? 'yellow' : each.state === 'held' ? 'green' : 'grey'),
  whenOf(each, now),
  each.chairName ?? '',
]

function whenOf({ state, startsAt, heldAt }: PartnersDiscussion, now: Temporal.Instant): string {
  if (heldAt !== null) return `Held ${whenInWords(heldAt, now)}`
  if (state !== 'due') return ''
  return startsAt === null ? 'Not arranged yet' : whenInWords(startsAt, now)
}

const columns: readonly TableColumn<PartnersDiscussion>[] = [
  { header: 'Discussion', value: ({ reference }) => reference },
  { header: 'State', value: ({ state }) => states[state] },
  { header: 'Begins', value: ({ startsAt }) => startsAt },
  { header: 'Held', value: ({ heldAt }) => heldAt },
  { header: 'Chair', value: ({ chairName }) => chairName ?? '' },
]
