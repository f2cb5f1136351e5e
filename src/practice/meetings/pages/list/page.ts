import { z } from 'zod'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { listMeetings, type Meeting } from '../../store/meetings.ts'
import { listSeries, type Series } from '../../store/series.ts'
import { forms, states } from '../../words.ts'
import { meetingsNavigation } from '../parts/navigation.ts'
import { chosenId, listQuery, partOf, perPage } from '../parts/query.ts'
import { stateInWords, stateTag } from '../parts/state.ts'

const periods = { coming: 'Today and to come', past: 'Past', all: 'All' } as const

const query = z.object({
  ...listQuery,
  period: z.enum(keysOf(periods), { error: 'Choose a period from the list' }).default('all'),
  series: chosenId,
  state: z
    .enum(keysOf(states), { error: 'Choose a state from the list' })
    .or(z.literal(''))
    .optional()
    .transform((state) => state || undefined),
})
type Asked = z.infer<typeof query>

/** Every meeting; partners find those they are invited to. */
export const meetingsPage = page({
  path: paths.meetings,
  may: access.seeMeetings,
  query,
  async view({ tx, query: asked, user, now }) {
    const today = startOfLondonDay(londonDate(now))
    const { meetings, total } = await listMeetings(tx, {
      seriesId: asked.series,
      state: asked.state,
      ...(asked.period === 'coming' ? { from: today, order: 'earliest' as const } : {}),
      ...(asked.period === 'past' ? { before: today } : {}),
      ...partOf(asked),
    })
    if (asked.format !== undefined) {
      const columns = columnsAt(now)
      return tableDownload({
        format: asked.format,
        name: 'meetings',
        caption: 'Meetings',
        columns,
        rows: meetings,
        now,
      })
    }
    const series = await listSeries(tx)
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.meetings({}, { ...asked, ...parts })
    return screen({
      title: 'Meetings',
      width: 'full',
      body: html`${meetingsNavigation(user, 'Meetings')}
${may(user, access.recordMeetings) && series.some(({ isEnded }) => !isEnded) && button({ text: 'Plan a meeting', href: paths.plan({}) })}
${listTable({
  caption: 'Meetings',
  columns: ['When', 'Meeting', 'Where', 'Chair', 'State'].map((heading) => ({ key: heading, heading })),
  rows: meetings.map((meeting) => ({
    id: meeting.id,
    cells: [
      whenInWords(meeting.startsAt, now),
      html`<a class="govuk-link" href="${paths.meeting({ meetingId: meeting.id })}">${meeting.title}</a> <span class="los-quiet los-nowrap">${meeting.reference}</span>`,
      [forms[meeting.form], meeting.place].filter((part) => part !== '').join(', '),
      meeting.chairName,
      stateTag(meeting, now),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  filters: filters(asked, series),
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: may(user, access.recordMeetings)
    ? html`<p class="govuk-body">No meeting fits. ${series.length === 0 ? html`Meetings belong to a series: <a class="govuk-link" href="${paths.addSeries({})}">begin one</a>.` : html`Choose other filters, or <a class="govuk-link" href="${paths.plan({})}">plan a meeting</a>.`}</p>`
    : html`<p class="govuk-body">There is no meeting that you are invited to.</p>`,
})}`,
    })
  },
})

const filters = (
  asked: Asked,
  series: readonly Series[],
) => html`<form method="get" action="${paths.meetings({})}" class="los-filters">
${filterSelect(
  'period',
  'When',
  asked.period,
  keysOf(periods).map((value) => ({ value, text: periods[value] })),
  null,
)}
${
  series.length > 0 &&
  filterSelect(
    'series',
    'Series',
    asked.series,
    series.map(({ id, name }) => ({ value: id, text: name })),
  )
}
${filterSelect(
  'state',
  'State',
  asked.state,
  keysOf(states).map((value) => ({ value, text: states[value] })),
)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

const columnsAt = (now: Parameters<typeof stateInWords>[1]): readonly TableColumn<Meeting>[] => [
  { header: 'Reference', value: ({ reference }) => reference },
  { header: 'Meeting', value: ({ title }) => title },
  { header: 'Starts', value: ({ startsAt }) => startsAt },
  { header: 'Ends', value: ({ endsAt }) => endsAt },
  { header: 'How', value: ({ form }) => forms[form] },
  { header: 'Where', value: ({ place }) => place },
  { header: 'Chair', value: ({ chairName }) => chairName },
  { header: 'Minute-taker', value: ({ minuteTakerName }) => minuteTakerName },
  { header: 'State', value: (meeting) => stateInWords(meeting, now) },
  { header: 'Minutes confirmed', value: ({ confirmedAt }) => confirmedAt },
]
