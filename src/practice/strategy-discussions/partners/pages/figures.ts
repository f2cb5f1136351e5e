import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { smallestShown } from '#kernel/suppression'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { quarterInWords, shownFigures } from '../rules.ts'
import { listOwnFigures, listPartnershipFigures, type OwnFigures, type PartnershipFigures } from '../store/figures.ts'

const query = z.object({
  of: z.enum(['us', 'everybody'], { error: 'Download your own figures, or everybody’s' }).default('us'),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

/** Quarters shown, this one included. */
const quarters = 9

/** How one's own agency took part, and how all did together. The second is the same for every agency. */
export const figuresPage = page({
  path: paths.partner.figures,
  may: access.partnerPages,
  query,
  async view({ tx, query: asked, now }) {
    const [from, to] = lastQuarters(londonDate(now))
    const own = await listOwnFigures(tx, from, to)
    const all = (await listPartnershipFigures(tx, from, to)).map((each) => ({ each, shown: shownFigures(each) }))
    if (asked.format !== undefined) {
      const of = { format: asked.format, caption: 'Figures by quarter', now }
      return asked.of === 'us'
        ? tableDownload({ ...of, name: 'our-figures', columns: ownColumns, rows: own })
        : tableDownload({ ...of, name: 'all-figures', columns: allColumns, rows: all })
    }
    return screen({
      title: 'Our figures',
      width: 'full',
      back: { href: paths.partner.home({}), text: 'Strategy discussions' },
      body: html`<h2 class="govuk-heading-m">Your agency</h2>
<p class="govuk-body">Discussions that were held and that your agency was asked to, by quarter. Only attending counts towards all three partners; sending information is shown beside it. “In time” is an answer before it began.</p>
${figuresTable('us', 'Your agency by quarter', ownColumns, own)}
<h2 class="govuk-heading-m">All partners together</h2>
<p class="govuk-body">Discussions by the quarter in which they were due, the same for every agency. Counts under ${smallestShown} are withheld, and so is what they could be worked out from.</p>
${figuresTable('everybody', 'All partners by quarter', allColumns, all)}`,
    })
  },
})

/** From the first day of the first quarter to the day after today. */
function lastQuarters(today: Temporal.PlainDate): readonly [Temporal.PlainDate, Temporal.PlainDate] {
  const thisQuarter = Temporal.PlainDate.from({
    year: today.year,
    month: Math.floor((today.month - 1) / 3) * 3 + 1,
    day: 1,
  })
  return [thisQuarter.subtract({ months: 3 * (quarters - 1) }), today.add({ days: 1 })]
}

interface Figure<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number
}

const ownColumns: readonly Figure<OwnFigures>[] = [
  { header: 'Quarter', value: ({ quarter }) => quarterInWords(quarter) },
  { header: 'Asked', value: ({ invited }) => invited },
  { header: 'Attended', value: ({ attended }) => attended },
  { header: 'Sent information', value: ({ sentInformation }) => sentInformation },
  { header: 'Absent', value: ({ absent }) => absent },
  { header: 'Answered in time', value: ({ inTime }) => inTime },
]

type Shown = { readonly each: PartnershipFigures; readonly shown: ReturnType<typeof shownFigures> }
const allColumns: readonly Figure<Shown>[] = [
  { header: 'Quarter', value: ({ each }) => quarterInWords(each.quarter) },
  { header: 'Due', value: ({ shown }) => shown.due },
  { header: 'Held', value: ({ shown }) => shown.held },
  { header: 'Not held', value: ({ shown }) => shown.notHeld },
  { header: 'Cancelled', value: ({ shown }) => shown.cancelled },
  { header: 'Decided not to hold', value: ({ shown }) => shown.decidedNot },
  { header: 'With all three', value: ({ shown }) => shown.allThree },
  { header: 'With the NHS', value: ({ shown }) => shown.withNhs },
  { header: 'With the police', value: ({ shown }) => shown.withPolice },
]

const figuresTable = <Row>(
  of: 'us' | 'everybody',
  caption: string,
  columns: readonly Figure<Row>[],
  rows: readonly Row[],
): Html =>
  listTable({
    caption,
    columns: columns.map(({ header }, at) => ({ key: header, heading: header, numeric: at > 0 })),
    rows: rows.map((row, at) => ({ id: String(at), cells: columns.map(({ value }) => String(value(row))) })),
    page: 1,
    perPage: quarters,
    total: rows.length,
    hrefFor: () => paths.partner.figures({}),
    downloads: {
      csv: paths.partner.figures({}, { of, format: 'csv' }),
      xlsx: paths.partner.figures({}, { of, format: 'xlsx' }),
    },
    empty: html`<p class="govuk-body">There is nothing to count yet.</p>`,
  })
