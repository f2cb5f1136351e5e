import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { challengeSubjects } from '../../after/words.ts'
import { answerInWords } from '../../pages/parts/concern.ts'
import { paths } from '../../paths.ts'
import { type Concern, listConcerns } from '../../store/concerns.ts'
import { listPartnersChallenges, type PartnersChallenge } from '../store/challenges.ts'

const query = z.object({ page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1) })
const perPage = 50

/** What one's own agency was worried about or disagreed with, and what it came to. */
export const concernsPage = page({
  path: paths.partner.concerns,
  may: access.partnerPages,
  query,
  async view({ tx, query: asked, now }) {
    const { concerns, total } = await listConcerns(tx, { limit: perPage, skip: (asked.page - 1) * perPage })
    const challenges = await listPartnersChallenges(tx)
    return screen({
      title: 'Our concerns and challenges',
      width: 'full',
      back: { href: paths.partner.home({}), text: 'Strategy discussions' },
      body: html`${button({ text: 'Raise a concern about a child', href: paths.partner.newConcern({}) })}
<h2 class="govuk-heading-m">Concerns</h2>
${listTable({
  caption: 'Our concerns',
  columns: ['Concern', 'Raised', 'By', 'What it came to'].map((heading) => ({ key: heading, heading })),
  rows: concerns.map((concern) => ({ id: concern.id, cells: cellsOf(concern, now) })),
  page: asked.page,
  perPage,
  total,
  hrefFor: (parts) => paths.partner.concerns({}, parts),
  empty: html`<p class="govuk-body">Your agency has raised no concern here.</p>`,
})}
<h2 class="govuk-heading-m">Challenges</h2>
${challenges.length === 0 ? html`<p class="govuk-body">Your agency has challenged nothing here.</p>` : html`<ul class="govuk-list">${challenges.map((each) => challengeLine(each, now))}</ul>`}`,
    })
  },
})

const cellsOf = (concern: Concern, now: Temporal.Instant): readonly (Html | string)[] => [
  html`<a class="govuk-link los-nowrap" href="${paths.partner.concern({ concernId: concern.id })}">${concern.reference}</a>`,
  whenInWords(concern.raisedAt, now),
  concern.raisedByName,
  concern.answer === null ? tag('No answer yet', 'yellow') : answerInWords(concern.answer),
]

export const challengeLine = (
  { reference, about, words, raisedAt, answer, answeredAt }: PartnersChallenge,
  now: Temporal.Instant,
): Html =>
  html`<li class="govuk-!-margin-bottom-3"><strong>${reference}</strong>, ${whenInWords(raisedAt, now)}, ${challengeSubjects[about].toLowerCase()}: ${words}<br>${answer === null || answeredAt === null ? tag('No answer yet', 'yellow') : `Answer, ${whenInWords(answeredAt, now)}: ${answer}`}</li>`
