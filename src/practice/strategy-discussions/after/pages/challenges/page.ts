import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable, tag } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { afterPaths } from '../../paths.ts'
import { type Challenge, listChallenges } from '../../store/challenges.ts'
import { challengeSubjects } from '../../words.ts'

const query = z.object({
  show: z.enum(['waiting', 'answered', ''], { error: 'Show waiting or answered' }).optional(),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

const perPage = 50
const mostDownloaded = 20_000

/** Every challenge that whoever asks may know of; those without an answer first. A partner has those of their agency. */
export const challengesPage = page({
  path: afterPaths.challenges,
  may: access.challengeDiscussions,
  query,
  async view({ tx, query: asked, user, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const isAnswered = asked.show === 'answered' ? true : asked.show === 'waiting' ? false : undefined
    const { challenges, total } = await listChallenges(tx, { isAnswered, ...part })
    if (asked.format !== undefined)
      return tableDownload({
        format: asked.format,
        name: 'challenges',
        caption: 'Challenges',
        columns,
        rows: challenges,
        now,
      })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      afterPaths.challenges({}, { show: asked.show, page: asked.page, ...parts })
    return screen({
      title: 'Challenges',
      width: 'full',
      ...(may(user, access.seeDiscussions)
        ? { back: { href: paths.list({}), text: 'Strategy discussions' } }
        : { back: { href: '/' } }),
      body: listTable({
        caption: 'Challenges',
        columns: ['Challenge', 'About', 'Discussion or concern', 'Raised', 'By', 'Where it stands'].map((heading) => ({
          key: heading,
          heading,
        })),
        rows: challenges.map((challenge) => ({
          id: challenge.id,
          cells: [
            html`<a class="govuk-link" href="${afterPaths.oneChallenge({ challengeId: challenge.id })}">${challenge.reference}</a>`,
            challengeSubjects[challenge.about],
            challenge.discussionReference ?? challenge.concernReference ?? 'None held',
            whenInWords(challenge.raisedAt, now),
            [challenge.raisedByName, challenge.agencyName ?? ''].filter((word) => word !== '').join(', '),
            challenge.answers.length === 0 ? tag('To be answered', 'yellow') : tag('Answered', 'green'),
          ],
        })),
        page: asked.page,
        perPage,
        total,
        hrefFor,
        filters: html`<form method="get" action="${afterPaths.challenges({})}" class="los-filters">${filterSelect(
          'show',
          'Show',
          asked.show ?? '',
          [
            { value: 'waiting', text: 'To be answered' },
            { value: 'answered', text: 'Answered' },
          ],
          'All',
        )}${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`,
        downloads: {
          csv: hrefFor({ format: 'csv', page: undefined }),
          xlsx: hrefFor({ format: 'xlsx', page: undefined }),
        },
        empty: html`<p class="govuk-body">No challenge has been raised. Whoever disagrees raises one from the page of the discussion.</p>`,
      }),
    })
  },
})

const columns: readonly TableColumn<Challenge>[] = [
  { header: 'Challenge', value: ({ reference }) => reference },
  { header: 'About', value: ({ about }) => challengeSubjects[about] },
  { header: 'Discussion', value: ({ discussionReference }) => discussionReference ?? '' },
  { header: 'Concern', value: ({ concernReference }) => concernReference ?? '' },
  { header: 'Raised at', value: ({ raisedAt }) => raisedAt },
  { header: 'Agency', value: ({ agencyName }) => agencyName ?? '' },
  { header: 'Words', value: ({ words }) => words },
  { header: 'Answered at', value: ({ answers }) => answers.at(-1)?.answeredAt ?? null },
  { header: 'Answer', value: ({ answers }) => answers.at(-1)?.answer ?? '' },
  { header: 'What changes', value: ({ answers }) => answers.at(-1)?.whatChanges ?? '' },
]
