import { z } from 'zod'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { learningPaths } from '../paths.ts'
import { type Learning, listLearning } from '../store/learning.ts'
import { learningKinds } from '../words.ts'

const perPage = 50
const query = z.object({
  page: z.coerce.number().int().min(1).catch(1).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

/** What was learned from audits, the latest first. */
export const learningPage = page({
  path: learningPaths.list,
  may: access.seeAudits,
  query,
  async view({ tx, query: { page: number, format }, user, now }) {
    if (format !== undefined)
      return tableDownload({
        ...{ format, name: 'learning-from-audits', caption: 'Learning delivered', now },
        rows: (await listLearning(tx, {})).learning,
        columns: [
          { header: 'Day', value: ({ happenedOn }: Learning) => happenedOn.toString() },
          { header: 'What it was', value: ({ kind }: Learning) => learningKinds[kind] },
          { header: 'What was learned', value: ({ what }: Learning) => what },
          { header: 'For whom', value: ({ forWhom }: Learning) => forWhom },
          { header: 'People', value: ({ people }: Learning) => people },
          { header: 'Themes', value: ({ themes }: Learning) => themes.join(', ') },
        ],
      })
    const runs = may(user, access.runAudits)
    const { learning, total } = await listLearning(tx, { limit: perPage, skip: (number - 1) * perPage })
    return screen({
      title: 'Learning from audits',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`<p class="govuk-body">What was done so that practice learns from what audits found. The quarterly report counts it.</p>
${runs && button({ text: 'Record learning', href: learningPaths.new({}) })}
${listTable({
  caption: 'Learning delivered',
  columns: [
    { key: 'day', heading: 'Day' },
    { key: 'what', heading: 'What was learned' },
    { key: 'for-whom', heading: 'For whom' },
    { key: 'people', heading: 'People', numeric: true },
    { key: 'themes', heading: 'Themes' },
    ...(runs ? [{ key: 'correct', heading: 'Correct' }] : []),
  ],
  rows: learning.map((each) => ({
    id: each.id,
    cells: [
      dateInWords(each.happenedOn),
      html`${each.what}<br><span class="govuk-hint">${learningKinds[each.kind]}</span>`,
      each.forWhom,
      each.people ?? 'Not counted',
      each.themes.join(', '),
      ...(runs
        ? [
            html`<a class="govuk-link" href="${learningPaths.change({ learningId: each.id })}">Correct<span class="govuk-visually-hidden"> what is recorded of ${dateInWords(each.happenedOn)}</span></a>`,
          ]
        : []),
    ],
  })),
  page: number,
  perPage,
  total,
  hrefFor: ({ page: other }) => learningPaths.list({}, { page: String(other ?? 1) }),
  downloads: { csv: learningPaths.list({}, { format: 'csv' }), xlsx: learningPaths.list({}, { format: 'xlsx' }) },
  empty: html`<p class="govuk-body">Nothing is recorded yet.</p>`,
})}`,
    })
  },
})
