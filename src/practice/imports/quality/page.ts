import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { trendChart } from '#platform/charts'
import { tableDownload } from '#platform/downloads'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import type { Tx } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { paths } from '../paths.ts'
import { byWeek, mendersOf, mondayOf, type Tally, tally, type WeekOfQuality } from './rules.ts'
import { type CountedRemarks, listCountedRemarks, listCountedRuns } from './store.ts'

const weeksShown = 13
const managers = ['duty-manager', 'team-manager'] as const

/** What is missing or wrong in the files of the last quarter: by file, column and team, with who is asked to mend it. */
export const qualityPage = page({
  path: paths.quality,
  may: access.seeDataQuality,
  query: z.object({ format: z.enum(['csv', 'xlsx'], { error: 'downloads are csv or xlsx' }).optional() }),
  async view({ tx, query, now }) {
    const to = londonDate(now).add({ days: 1 })
    const span = { from: mondayOf(to).subtract({ weeks: weeksShown - 1 }), to }
    const remarks = await listCountedRemarks(tx, span.from, span.to)
    if (query.format !== undefined)
      return tableDownload({
        format: query.format,
        name: 'data-quality',
        caption: 'Data quality',
        columns,
        rows: remarks,
        now,
      })
    const weeks = byWeek(remarks, await listCountedRuns(tx, span.from, span.to), span)
    const body = html`${await opening(span.from, weeks)}${remarks.length > 0 ? await tables(tx, remarks) : nothing}`
    return screen({ title: 'Data quality of what is brought in', width: 'wide', body })
  },
})

const nothing = html`<p class="govuk-body">Nothing that was brought in on these days needs mending.</p>`

const columns: readonly TableColumn<CountedRemarks>[] = [
  { header: 'File', value: ({ filename }) => filename },
  { header: 'Brought in', value: ({ askedOn }) => askedOn },
  { header: 'Column', value: ({ columnName }) => columnName },
  { header: 'Team', value: ({ team }) => team },
  { header: 'Kind', value: ({ kind }) => (kind === 'rejected' ? 'Rejected' : 'Doubtful or changed') },
  { header: 'Cells', value: ({ many }) => many },
]

async function opening(from: Temporal.PlainDate, weeks: readonly WeekOfQuality[]): Promise<Html> {
  const points = weeks.map(({ week, perHundred }) => ({ period: week, value: perHundred }))
  const chart = points.some(({ value }) => value !== null)
    ? await trendChart({
        id: 'quality',
        title: 'Cells to mend for every hundred rows',
        description: `By week since ${dateInWords(from)}. Every figure is in the table.`,
        kind: 'median',
        unit: 'cells for every 100 rows',
        points,
      })
    : null
  return html`<p class="govuk-body">Since ${dateInWords(from)}. Counts alone: the cells themselves stand with each file, for those who bring files in. Looks without keeping are left out.</p>
${chart}
${plainTable('By week', ['Week', 'Rows read', 'Cells to mend', 'For every 100 rows'], weeks.toReversed().map(weekCells))}`
}

const weekCells = ({ week, rows, remarks, perHundred }: WeekOfQuality): readonly string[] => [
  `Week of ${dateInWords(week)}`,
  String(rows),
  String(remarks),
  perHundred === null ? 'Nothing brought in' : String(Math.round(perHundred * 10) / 10),
]

async function tables(tx: Tx, remarks: readonly CountedRemarks[]): Promise<Html> {
  const leading = await listPeople(tx, { anyRole: [...managers], employer: 'own' })
  const analysts = (await listPeople(tx, { role: 'performance-analyst', employer: 'own' })).map(({ name }) => name)
  const cells = ({ name, rejected, noted }: Tally): readonly string[] => [name, String(rejected), String(noted)]
  const heads = ['Rejected', 'Doubtful or changed']
  return html`<p class="govuk-body">Download: <a class="govuk-link" href="${paths.quality({}, { format: 'csv' })}">CSV</a> <a class="govuk-link" href="${paths.quality({}, { format: 'xlsx' })}">Excel</a></p>
${plainTable(
  'By team, and who is asked to mend it',
  ['Team in the file', ...heads, 'Asked'],
  tally(remarks, ({ team }) => team).map((each) => [
    ...cells({ ...each, name: each.name || 'No team named' }),
    mendersOf(each.name, leading, analysts).join(', '),
  ]),
)}
${plainTable('By column', ['Column', ...heads], tally(remarks, ({ columnName }) => columnName).map(cells))}
${plainTable('By file', ['File', ...heads], tally(remarks, ({ filename, askedOn }) => `${filename}, ${dateInWords(askedOn)}`).map(cells))}`
}

const plainTable = (title: string, heads: readonly string[], rows: readonly (readonly string[])[]): Html => html`
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">${title}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${heads.map((head) => html`<th scope="col" class="govuk-table__header">${head}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows.map(
  (row) => html`
<tr class="govuk-table__row">${row.map((cell, at) => html`<td class="govuk-table__cell" data-label="${heads[at]}"><span class="los-link">${cell}</span></td>`)}</tr>`,
)}</tbody></table>`
