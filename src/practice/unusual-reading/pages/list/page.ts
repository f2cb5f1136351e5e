import { z } from 'zod'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { type Flag, listFlags } from '../../store/flags.ts'
import { type FlagKind, flagKinds, outcomes } from '../../words.ts'

const kinds = Object.keys(flagKinds) as FlagKind[]

const query = z.object({
  show: z.enum(['open', 'all'], { error: 'Show what is open, or all' }).default('open'),
  kind: z.enum(kinds, { error: 'Choose a kind from the list' }).or(z.literal('')).optional(),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

const perPage = 50

/** Reading that may not have been for work, for those who answer for confidentiality. */
export const listPage = page({
  path: paths.list,
  may: access.watchReading,
  query,
  async view({ tx, query: asked, now }) {
    const part = asked.format === undefined ? { limit: perPage, skip: (asked.page - 1) * perPage } : whole
    const { flags, total } = await listFlags(tx, {
      ...(asked.show === 'all' ? {} : { isOpen: true }),
      kind: asked.kind || undefined,
      ...part,
    })
    if (asked.format !== undefined) {
      const caption = 'Unusual reading'
      return tableDownload({ format: asked.format, name: 'unusual-reading', caption, columns, rows: flags, now })
    }
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.list({}, { ...asked, ...parts })
    return screen({
      title: 'Unusual reading',
      width: 'full',
      body: html`<p class="govuk-body">A flag is a question, not a verdict: most reading has a reason. The limits are under Organisation, Settings.</p>
${listTable({
  caption: 'Unusual reading',
  columns: ['What', 'Who', 'When', 'How much', 'State'].map((heading) => ({ key: heading, heading })),
  rows: flags.map((flag) => ({
    id: flag.id,
    cells: [
      html`<a class="govuk-link" href="${paths.flag({ flagId: flag.id })}">${flagKinds[flag.kind]}</a>`,
      flag.personName,
      whenInWords(flag.toAt, now),
      `${count(flag.children, 'child', 'children')}, ${count(flag.readings, 'page')}`,
      flag.finding === null ? tag('To look into', 'yellow') : tag(outcomes[flag.finding.outcome], 'grey'),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  filters: filters(asked),
  downloads: { csv: hrefFor({ format: 'csv', page: undefined }), xlsx: hrefFor({ format: 'xlsx', page: undefined }) },
  empty: html`<p class="govuk-body">${asked.show === 'all' ? 'Nothing unusual has been flagged.' : 'Nothing is waiting to be looked into.'}</p>`,
})}`,
    })
  },
})

const whole = { limit: 10_000, skip: 0 }

const filters = (asked: z.infer<typeof query>): Html =>
  html`<form method="get" action="${paths.list({})}" class="los-filters">
${filterSelect(
  'show',
  'Show',
  asked.show,
  [
    { value: 'open', text: 'To look into' },
    { value: 'all', text: 'All' },
  ],
  null,
)}
${filterSelect(
  'kind',
  'What',
  asked.kind,
  kinds.map((kind) => ({ value: kind, text: flagKinds[kind] })),
)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

const columns: readonly TableColumn<Flag>[] = [
  { header: 'What', value: ({ kind }) => flagKinds[kind] },
  { header: 'Who', value: ({ personName }) => personName },
  { header: 'From', value: ({ fromAt }) => fromAt },
  { header: 'To', value: ({ toAt }) => toAt },
  { header: 'Children', value: ({ children }) => children },
  { header: 'Pages', value: ({ readings }) => readings },
  { header: 'Flagged', value: ({ flaggedAt }) => flaggedAt },
  { header: 'Found', value: ({ finding }) => (finding === null ? '' : outcomes[finding.outcome]) },
  { header: 'Reason', value: ({ finding }) => finding?.reason ?? '' },
]
