import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { trendChart } from '#platform/charts'
import { tableDownload } from '#platform/downloads'
import { listTable } from '#platform/govuk'
import { html, type Insert } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { mondayOf } from '../../rules/weeks.ts'
import { listCoverage, type WeekCovered } from '../../store/coverage.ts'
import { type ListedCase, listCases } from '../../store/list.ts'
import { cards } from '../parts/cards.ts'

const query = z.object({
  weeks: z.coerce.number({ error: 'Weeks are a number' }).int().min(4).max(260).default(26),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

/** Of the discussions held each week, how many have been audited: every one of them in exactly one column. */
export const coveragePage = page({
  path: paths.coverage,
  may: access.seeAudits,
  query,
  async view({ tx, query: { weeks, format }, now }) {
    const today = londonDate(now)
    const to = mondayOf(today).add({ days: 7 })
    const from = to.subtract({ days: 7 * weeks })
    const covered = await listCoverage(tx, { from, to, today })
    if (format !== undefined)
      return tableDownload({ format, name: 'audit-coverage', caption: 'Coverage', columns, rows: covered, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.coverage({}, { weeks, ...parts })
    const excused = (await listCases(tx, { state: 'excused', dueFrom: from, limit: 500, skip: 0 })).cases.filter(
      ({ cycleKind }) => cycleKind === 'weekly-discussions',
    )
    return screen({
      title: 'Coverage of strategy discussions',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`<p class="govuk-body">Every discussion that was held is audited: opened on the Monday after it was held or, if later, recorded, and due five working days after that. By the week in which it was held. What was brought in from the past, with no word of who was there, is not audited week by week and is not counted.</p>
${
  covered.length > 0 &&
  (await trendChart({
    id: 'coverage',
    title: 'Share of discussions held in a week that have been audited',
    description: `The last ${weeks} weeks, by the week in which they were held. The line ends where audits are not all due yet. The table below holds the figures.`,
    kind: 'share',
    unit: 'discussions',
    points: [...covered].reverse().map(({ monday, due, done, inTime, notOpened }) => ({
      period: monday,
      // Of a week whose audits are not all due yet, the share would fall each week for no fault of anybody.
      value: due === 0 || inTime + notOpened > 0 ? null : done / due,
    })),
  }))
}
${listTable({
  caption: 'Coverage by week',
  columns: headings.map((heading, at) => ({ key: heading, heading, numeric: at > 0 })),
  rows: covered.map((week) => ({ id: week.monday.toString(), cells: cellsOf(week) })),
  page: 1,
  perPage: 260,
  total: covered.length,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">No discussion was held in these weeks.</p>`,
})}
<p class="govuk-body">Held is the sum of done, late, excused, not due yet and not opened yet. No longer held stands apart: an audit had been opened, and then it was corrected that the discussion was not held. Figures count records that are closed to you; the lists behind them do not show those.</p>
<h2 class="govuk-heading-m">Excused</h2>
${excused.length === 0 ? html`<p class="govuk-body">None in these weeks.</p>` : cards('Excused audits', ['Audit', 'Held on', 'Why', 'By'], excused.map(excusedRow))}`,
    })
  },
})

const headings = [
  'Week of',
  'Held',
  'Done',
  'Of these late',
  'Late',
  'Excused',
  'Not due yet',
  'Not opened yet',
  'No longer held',
]

function cellsOf(week: WeekCovered): readonly Insert[] {
  const opens = (many: number, state: ListedCase['state'] | undefined, words: string): Insert =>
    many === 0
      ? '0'
      : html`<a class="govuk-link" href="${paths.cases({}, { week: week.monday.toString(), state })}">${many}<span class="govuk-visually-hidden"> ${words}, week of ${dateInWords(week.monday)}</span></a>`
  return [
    dateInWords(week.monday),
    opens(week.due, undefined, 'held'),
    opens(week.done, 'done', 'done'),
    opens(week.doneLate, 'done', 'done late'),
    opens(week.late, 'late', 'late'),
    opens(week.excused, 'excused', 'excused'),
    opens(week.inTime, undefined, 'not due yet'),
    String(week.notOpened),
    opens(week.noLongerHeld, undefined, 'no longer held'),
  ]
}

const excusedRow = (each: ListedCase): readonly Insert[] => [
  html`<a class="govuk-link" href="${paths.case({ caseId: each.id })}">${each.reference}</a>`,
  dateInWords(each.happenedOn),
  each.excuse ?? '',
  each.excusedByName ?? 'Nobody by name',
]

const columns: readonly TableColumn<WeekCovered>[] = [
  { header: 'Week of', value: ({ monday }) => monday },
  { header: 'Held', value: ({ due }) => due },
  { header: 'Done', value: ({ done }) => done },
  { header: 'Of these late', value: ({ doneLate }) => doneLate },
  { header: 'Late', value: ({ late }) => late },
  { header: 'Excused', value: ({ excused }) => excused },
  { header: 'Not due yet', value: ({ inTime }) => inTime },
  { header: 'Not opened yet', value: ({ notOpened }) => notOpened },
  { header: 'No longer held', value: ({ noLongerHeld }) => noLongerHeld },
  { header: 'Of records closed to you', value: ({ closed }) => closed },
]
