import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { dateInWords, keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { filterSelect, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { caseStates } from '../../../words.ts'
import { type ListedCase, listCases } from '../../store/list.ts'
import { caseColumns, caseFile, caseRow } from '../parts/cases-table.ts'

const states = keysOf(caseStates).filter((state): state is ListedCase['state'] => state !== 'being-moderated')
const left = <T>() => z.literal('').transform((): T | undefined => undefined)

export const casesQuery = z.object({
  state: z.enum(states, { error: 'That is not where an audit can stand' }).optional().or(left<ListedCase['state']>()),
  week: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A week is written as its Monday: 2026-11-23')
    .transform((text) => Temporal.PlainDate.from(text))
    .optional()
    .or(left<Temporal.PlainDate>()),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

const perPage = 50

/** Every audit, by where it stands; of one week's discussions when that is asked. */
export const casesPage = page({
  path: paths.cases,
  may: access.seeAudits,
  query: casesQuery,
  async view({ tx, query: asked, now }) {
    const { state, week, format } = asked
    const part =
      format === undefined ? { limit: perPage, skip: (asked.page - 1) * perPage } : { limit: 10_000, skip: 0 }
    const { cases, total } = await listCases(tx, { state, week, ...part })
    const caption = week === undefined ? 'Audits' : `Audits of discussions held in the week of ${dateInWords(week)}`
    if (format !== undefined)
      return tableDownload({ format, name: 'audits', caption: 'Audits', columns: caseFile, rows: cases, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.cases({}, { state, week: week?.toString(), page: asked.page, ...parts })
    return screen({
      title: caption,
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: listTable({
        caption,
        columns: caseColumns,
        rows: cases.map(caseRow),
        page: asked.page,
        perPage,
        total,
        hrefFor,
        downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
        filters: html`<form class="los-filters" method="get" action="${paths.cases({})}">${
          week !== undefined && html`<input type="hidden" name="week" value="${week.toString()}">`
        }${filterSelect(
          'state',
          'Where it stands',
          state,
          states.map((value) => ({ value, text: caseStates[value] })),
        )}<button class="govuk-button govuk-button--secondary" type="submit">Show</button></form>`,
        empty: html`<p class="govuk-body">No audit stands like that.</p>`,
      }),
    })
  },
})
