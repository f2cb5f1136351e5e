import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { startOfLondonDay } from '#kernel/clock'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen, type User } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { conferencePaths } from '../../paths.ts'
import { listSlots, type Slot } from '../../store/slots.ts'

const blank = z.literal('').transform(() => undefined)

const query = z.object({
  show: z.enum(['free', 'booked', 'no-minutes'], { error: 'That is not a part of this list' }).optional().or(blank),
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written 2026-11-25')
    .refine((text) => !Number.isNaN(Date.parse(text)), 'There is no such day')
    .transform((text) => Temporal.PlainDate.from(text))
    .optional()
    .or(blank),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
type SlotsQuery = z.infer<typeof query>

const shows = { free: 'Free', booked: 'Booked', 'no-minutes': 'Nobody takes the minutes' } as const
const perPage = 50
const mostDownloaded = 10_000

/** Conference slots from today on, or from another day. */
export const slotsPage = page({
  path: conferencePaths.slots,
  may: access.seeConferences,
  query,
  async view({ tx, query: asked, user, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { slots, total } = await listSlots(tx, {
      from: asked.from === undefined ? now : startOfLondonDay(asked.from),
      isFree: asked.show === 'free' ? true : asked.show === 'booked' ? false : undefined,
      hasMinuteTaker: asked.show === 'no-minutes' ? false : undefined,
      ...part,
    })
    if (asked.format !== undefined) {
      const caption = 'Conference slots'
      return tableDownload({ format: asked.format, name: 'conference-slots', caption, columns, rows: slots, now })
    }
    return screen({
      title: 'Conference slots',
      width: 'wide',
      body: html`<p class="govuk-body los-actions">${may(user, access.manageConferences) && button({ text: 'Enter slots', href: conferencePaths.addSlots({}) })}
<a class="govuk-link" href="${conferencePaths.capacity({})}">Capacity and demand, week by week</a>
${may(user, access.readRecords) && html`<a class="govuk-link" href="${conferencePaths.waiting({})}">Children waiting</a>`}</p>
${filters(asked)}
${table(slots, total, asked, user, now)}`,
    })
  },
})

const filters = (
  asked: SlotsQuery,
): Html => html`<form class="los-filters" method="get" action="${conferencePaths.slots({})}">
${filterSelect(
  'show',
  'Show',
  asked.show,
  Object.entries(shows).map(([value, text]) => ({ value, text })),
)}
<div class="govuk-form-group"><label class="govuk-label" for="from">From</label><input class="govuk-input govuk-input--width-10" id="from" name="from" type="date" value="${asked.from?.toString() ?? ''}"></div>
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>`

function table(
  slots: readonly Slot[],
  total: number,
  { show, from, page: number }: SlotsQuery,
  user: User,
  now: Temporal.Instant,
): Html {
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    conferencePaths.slots({}, { show, from: from?.toString(), page: number, ...changes })
  return listTable({
    caption: 'Conference slots',
    columns: ['When', 'Where', 'Chair', 'Minutes', 'Booked for'].map((heading) => ({ key: heading, heading })),
    rows: slots.map((slot) => ({
      id: slot.slotId,
      cells: [
        may(user, access.manageConferences)
          ? html`<a class="govuk-link" href="${conferencePaths.changeSlot(slot)}">${whenInWords(slot.startsAt, now)}</a>`
          : whenInWords(slot.startsAt, now),
        slot.place,
        slot.chairName === '' ? 'Nobody named' : slot.chairName,
        slot.minuteTakerName ?? tag('Nobody', 'orange'),
        takenInWords(slot),
      ],
    })),
    page: number,
    perPage,
    total,
    hrefFor,
    downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
    empty: html`<p class="govuk-body">There is no slot here. ${may(user, access.manageConferences) && html`<a class="govuk-link" href="${conferencePaths.addSlots({})}">Enter slots</a>`}</p>`,
  })
}

function takenInWords({ taken }: Slot): Html | string {
  if (taken === null) return 'Free'
  if (taken.discussionId === null) return 'Booked'
  return html`<a class="govuk-link" href="${paths.discussion({ discussionId: taken.discussionId })}">${taken.reference}</a>`
}

const columns: readonly TableColumn<Slot>[] = [
  { header: 'Starts', value: ({ startsAt }) => startsAt },
  { header: 'Ends', value: ({ endsAt }) => endsAt },
  { header: 'Where', value: ({ place }) => place },
  { header: 'Chair', value: ({ chairName }) => chairName },
  { header: 'Minutes', value: ({ minuteTakerName }) => minuteTakerName ?? '' },
  { header: 'Booked', value: ({ taken }) => (taken === null ? 'No' : 'Yes') },
  { header: 'Discussion', value: ({ taken }) => taken?.reference ?? '' },
]
