import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { type Child, childPaths, nameOf } from '#practice/children'
import { paths } from '../../../paths.ts'
import { conferencePaths } from '../../paths.ts'
import { interimCheckDueOn, isLate, workingDaysLeft } from '../../rules/limits.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { waitingShown } from '../../words.ts'
import { dueInWords, lastCheckInWords, slotInWords } from '../parts/words.ts'
import type { WaitingQuery } from './page.ts'

interface Waiting {
  readonly enquiries: readonly Enquiry[]
  readonly known: ReadonlyMap<string, Child>
  readonly total: number
  readonly perPage: number
  readonly asked: WaitingQuery
  readonly areas: readonly { readonly id: string; readonly name: string }[]
  readonly user: User
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly calendar: WorkingCalendar
}

export const waitingView = (waiting: Waiting): Html => html`<p class="govuk-body los-actions">
<a class="govuk-link" href="${conferencePaths.slots({})}">Conference slots</a>
<a class="govuk-link" href="${conferencePaths.capacity({})}">Capacity and demand, week by week</a></p>
${filters(waiting)}
${table(waiting)}`

const filters = ({
  asked,
  areas,
}: Waiting): Html => html`<form class="los-filters" method="get" action="${conferencePaths.waiting({})}">
${filterSelect(
  'show',
  'Show',
  asked.show,
  Object.entries(waitingShown).map(([value, text]) => ({ value, text })),
)}
${filterSelect(
  'area',
  'Area',
  asked.area,
  areas.map(({ id, name }) => ({ value: id, text: name })),
)}
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>`

function table(waiting: Waiting): Html {
  const { enquiries, total, perPage, asked } = waiting
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    conferencePaths.waiting({}, { show: asked.show, area: asked.area, page: asked.page, ...changes })
  return listTable({
    caption: 'Children waiting for a conference',
    columns: ['Child', 'Discussion', 'Conference by', 'Slot', 'Late because', 'Interim plan'].map((heading) => ({
      key: heading,
      heading,
    })),
    rows: enquiries.map((enquiry) => ({ id: enquiry.id, cells: cellsOf(enquiry, waiting) })),
    page: asked.page,
    perPage,
    total,
    hrefFor,
    downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
    empty: html`<p class="govuk-body">No child is waiting here. <a class="govuk-link" href="${conferencePaths.waiting({})}">Show all who wait</a></p>`,
  })
}

function cellsOf(enquiry: Enquiry, { known, user, now, today, calendar }: Waiting) {
  const { childId, discussionId, reference, booking, lateBecause, conferenceDueOn } = enquiry
  const child = known.get(childId)
  const late = isLate(conferenceDueOn, today)
  const worker = enquiry.allocatedWorkerName ?? enquiry.teamName ?? ''
  const works = may(user, access.workDiscussions)
  return [
    child === undefined
      ? 'A child'
      : html`<a class="govuk-link" href="${childPaths.record({ childId })}">${nameOf(child)}</a>`,
    html`<a class="govuk-link los-nowrap" href="${paths.discussion({ discussionId })}">${reference}</a><br>${worker}`,
    dueInWords(conferenceDueOn, today, calendar),
    booking === null
      ? html`None${works && html`<br><a class="govuk-link" href="${conferencePaths.book({ discussionId })}">Book<span class="govuk-visually-hidden"> a conference for ${reference}</span></a>`}`
      : slotInWords(booking, now),
    lateBecause?.reason ??
      (late
        ? html`<strong>Not said</strong>${works && html`<br><a class="govuk-link" href="${conferencePaths.late({ discussionId })}">Say why<span class="govuk-visually-hidden"> the conference for ${reference} is late</span></a>`}`
        : ''),
    html`${lastCheckInWords(enquiry, now)}${late && nextLook(enquiry, works)}`,
  ]
}

function nextLook({ conferenceDueOn, lastCheck, discussionId, reference }: Enquiry, works: boolean): Html {
  const next = interimCheckDueOn(conferenceDueOn, lastCheck?.at ?? null)
  return html`<br>next by ${dateInWords(next)}${works && html`<br><a class="govuk-link" href="${conferencePaths.interimCheck({ discussionId })}">Record a look<span class="govuk-visually-hidden"> at the interim plan of ${reference}</span></a>`}`
}

interface Told {
  readonly calendar: WorkingCalendar
  readonly today: Temporal.PlainDate
  readonly known: ReadonlyMap<string, Child>
}

/** The file names children by reference alone: it leaves the house. */
export const columnsOf = ({ calendar, today, known }: Told): readonly TableColumn<Enquiry>[] => [
  { header: 'Child', value: ({ childId }) => known.get(childId)?.reference ?? '' },
  { header: 'Discussion', value: ({ reference }) => reference },
  { header: 'Section 47 started', value: ({ startedAt }) => startedAt },
  { header: 'Team', value: ({ teamName }) => teamName ?? '' },
  { header: 'Area', value: ({ areaName }) => areaName ?? '' },
  { header: 'Conference by', value: ({ conferenceDueOn }) => conferenceDueOn },
  { header: 'Working days left', value: ({ conferenceDueOn }) => workingDaysLeft(calendar, conferenceDueOn, today) },
  { header: 'Slot booked', value: ({ booking }) => booking?.startsAt ?? null },
  { header: 'Late because', value: ({ lateBecause }) => lateBecause?.reason ?? '' },
  { header: 'Interim plan last looked at', value: ({ lastCheck }) => lastCheck?.at ?? null },
  { header: 'Found safe', value: ({ lastCheck }) => (lastCheck === null ? '' : lastCheck.isSafe ? 'Yes' : 'No') },
]
