import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { groupsChart } from '#platform/charts'
import { tableDownload } from '#platform/downloads'
import { listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { conferencePaths } from '../../paths.ts'
import { capacityByWeek, mondayOf, type WeekOfCapacity } from '../../rules/capacity.ts'
import { listConferencesDue, listSlots } from '../../store/slots.ts'

const weeksShown = 10
const most = 5_000

const query = z.object({ format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional() })

/** Slots against conferences due, week by week: conferences slip for want of minute-takers, and this shows it before they do. */
export const capacityPage = page({
  path: conferencePaths.capacity,
  may: access.seeConferences,
  query,
  async view({ tx, query: { format }, now, user }) {
    const first = mondayOf(londonDate(now))
    const after = first.add({ weeks: weeksShown })
    // From now, not from Monday: a slot that is over helps nobody.
    const { slots } = await listSlots(tx, { from: now, to: startOfLondonDay(after), limit: most, skip: 0 })
    const counted = slots.map(({ taken, ...slot }) => ({ ...slot, isBooked: taken !== null }))
    const weeks = capacityByWeek(first, weeksShown, counted, await listConferencesDue(tx, after))
    if (format !== undefined)
      return tableDownload({ format, name: 'conference-capacity', caption: 'Capacity', columns, rows: weeks, now })
    return screen({
      title: 'Conference capacity and demand',
      width: 'wide',
      body: html`<p class="govuk-body-l">${answer(weeks)}</p>
<p class="govuk-body los-actions"><a class="govuk-link" href="${conferencePaths.slots({})}">Conference slots</a>
${may(user, access.readRecords) && html`<a class="govuk-link" href="${conferencePaths.waiting({})}">Children waiting</a>`}</p>
${await charts(weeks)}
${table(weeks)}
<p class="govuk-body">One slot takes one family. A family counts in the week of its last day; whoever is late already, in this week. Only slots still to come are counted, and only one with somebody to take the minutes can be relied on.</p>`,
    })
  },
})

/** What stands out, in a sentence. */
function answer(weeks: readonly WeekOfCapacity[]): string {
  const total = (of: (week: WeekOfCapacity) => number) => weeks.reduce((sum, week) => sum + of(week), 0)
  const [unbooked, usable, without] = [
    total((week) => week.unbooked),
    total((week) => week.usable),
    total((week) => week.withoutMinuteTaker),
  ]
  const short = unbooked > usable ? `: ${count(unbooked - usable, 'slot', 'slots')} too few` : ''
  const unstaffed = without === 0 ? '' : ` ${count(without, 'slot has', 'slots have')} nobody to take the minutes.`
  return `In the next ${weeksShown} weeks ${count(unbooked, 'family', 'families')} still ${unbooked === 1 ? 'needs' : 'need'} a slot, and ${count(usable, 'slot is', 'slots are')} free with a minute-taker${short}.${unstaffed}`
}

const weekName = ({ week }: WeekOfCapacity): string => dateInWords(week)

async function charts(weeks: readonly WeekOfCapacity[]): Promise<Html> {
  const bars = (of: (week: WeekOfCapacity) => number) =>
    weeks.map((week) => ({ name: weekName(week), value: of(week) }))
  const description = `Week by week for ${weeksShown} weeks. Every figure is in the table.`
  const needed = await groupsChart({
    id: 'needed',
    title: 'Families who still need a slot',
    description,
    kind: 'count',
    unit: 'families',
    bars: bars(({ unbooked }) => unbooked),
  })
  const usable = await groupsChart({
    id: 'usable',
    title: 'Slots free with a minute-taker',
    description,
    kind: 'count',
    unit: 'slots',
    bars: bars((week) => week.usable),
  })
  return html`<h2 class="govuk-heading-m">Families who still need a slot</h2>${needed}
<h2 class="govuk-heading-m">Slots free with a minute-taker</h2>${usable}`
}

const table = (weeks: readonly WeekOfCapacity[]): Html =>
  listTable({
    caption: 'Capacity and demand by week',
    columns: [
      { key: 'week', heading: 'Week of' },
      ...['Slots', 'Booked', 'Free', 'Without a minute-taker', 'Families due', 'Of them without a slot'].map(
        (heading) => ({
          key: heading,
          heading,
          numeric: true,
        }),
      ),
    ],
    rows: weeks.map((week) => ({
      id: week.week.toString(),
      cells: [weekName(week), week.slots, week.booked, week.free, week.withoutMinuteTaker, week.due, week.unbooked],
    })),
    page: 1,
    perPage: weeks.length,
    total: weeks.length,
    hrefFor: (changes) => conferencePaths.capacity({}, changes),
    downloads: {
      csv: conferencePaths.capacity({}, { format: 'csv' }),
      xlsx: conferencePaths.capacity({}, { format: 'xlsx' }),
    },
    empty: html`<p class="govuk-body">Nothing to show.</p>`,
  })

const columns: readonly TableColumn<WeekOfCapacity>[] = [
  { header: 'Week of', value: ({ week }): Temporal.PlainDate => week },
  { header: 'Slots', value: ({ slots }) => slots },
  { header: 'Booked', value: ({ booked }) => booked },
  { header: 'Free', value: ({ free }) => free },
  { header: 'Free with a minute-taker', value: ({ usable }) => usable },
  { header: 'Without a minute-taker', value: ({ withoutMinuteTaker }) => withoutMinuteTaker },
  { header: 'Families due', value: ({ due }) => due },
  { header: 'Families due without a slot', value: ({ unbooked }) => unbooked },
  { header: 'Children due without a slot', value: ({ childrenUnbooked }) => childrenUnbooked },
]
