import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { ageInWords, count, dateInWords, timeLeftInWords, whenInWords } from '#kernel/words'
import { type Column, type Row, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../paths.ts'
import { rungWords } from '../review/words.ts'
import { oneWorkingDayFrom, outcomeDueAt } from '../rules/clocks.ts'
import { outcomes, sources, urgencyInShort } from '../words.ts'
import type { ClosedContact, EarlierInShort, WaitingContact } from './store.ts'

export const columns: readonly Column[] = [
  { key: 'left', heading: 'Left' },
  { key: 'received', heading: 'Received' },
  { key: 'who', heading: 'Who' },
  { key: 'from', heading: 'From' },
  { key: 'worry', heading: 'Worry' },
  { key: 'with', heading: 'With' },
  { key: 'history', heading: 'Children’s history' },
]

export interface RowFacts {
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
  /** Hours left from which a contact counts as due soon. */
  readonly dueSoonHours: number
  /** Whether who looks may record a review. */
  readonly mayReview: boolean
}

/** Rows of the table in order of time left. A restricted contact has its clock and nothing else. */
export function boardRows(
  contacts: readonly WaitingContact[],
  closed: readonly ClosedContact[],
  facts: RowFacts,
): readonly Row[] {
  const open = contacts.map((contact) => ({ at: contact.receivedAt, row: openRow(contact, facts) }))
  const restricted = closed.map((contact, place) => ({ at: contact.receivedAt, row: closedRow(contact, place, facts) }))
  const all = [...open, ...restricted]
  if (restricted.length > 0) all.sort((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
  return all.map(({ row }) => row)
}

function openRow(contact: WaitingContact, facts: RowFacts): Row {
  const { now } = facts
  return {
    id: contact.contactId,
    cells: [
      left(contact.receivedAt, facts),
      html`${whenInWords(contact.receivedAt, now)}<br><a class="govuk-link los-nowrap" href="${paths.contact(contact)}">${contact.reference}</a>`,
      who(contact, now),
      html`${sources[contact.sourceCode].words}${contact.referrer !== '' && html`<br><span class="los-quiet">${contact.referrer}</span>`}`,
      html`${contact.urgency === 'immediate' && html`${tag(urgencyInShort.immediate, 'red')} `}${firstLine(contact.worry)}`,
      withWhom(contact, facts),
      history(contact),
    ],
  }
}

const closedRow = ({ receivedAt, isInReview }: ClosedContact, place: number, facts: RowFacts): Row => ({
  id: `restricted-${place}`,
  cells: [
    left(receivedAt, facts),
    whenInWords(receivedAt, facts.now),
    'Restricted',
    '',
    'Restricted: call the duty manager',
    isInReview ? 'In review' : '',
    '',
  ],
})

/** Both clocks: 24 elapsed hours in words and a mark, and the working day of a referral under it. */
function left(receivedAt: Temporal.Instant, { now, calendar, dueSoonHours }: RowFacts): Html {
  const due = outcomeDueAt(receivedAt)
  const { text, isOver } = timeLeftInWords(due, now)
  const isSoon = !isOver && due.epochMilliseconds - now.epochMilliseconds <= dueSoonHours * 3_600_000
  const mark = isOver ? '● ' : isSoon ? '◐ ' : ''
  const look = isOver ? 'los-late' : isSoon ? 'los-soon' : 'los-left'
  const workingDay = whenInWords(oneWorkingDayFrom(calendar, receivedAt), now)
  return html`<span class="${look} los-nowrap">${mark !== '' && html`<span aria-hidden="true">${mark}</span>`}${text}</span><br><span class="los-quiet los-small">Working day: ${workingDay}</span>`
}

function who({ children, childrenWaiting }: WaitingContact, now: Temporal.Instant): Html {
  const today = londonDate(now)
  const ages = children.map((child) => ageInWords(child, today)).join('; ')
  const decided = children.length - childrenWaiting
  return html`${count(children.length, 'child', 'children')}<br><span class="los-quiet">${ages}</span>${decided > 0 && html`<br><span class="los-quiet">${childrenWaiting} without an outcome</span>`}`
}

/** What a person would read first: the first line that says something, cut at a word. */
function firstLine(worry: string): string {
  const line = worry.trimStart().split('\n')[0]?.trim() ?? ''
  if (line.length <= 110) return line === '' ? 'Nothing was written' : line
  return `${line.slice(0, 110).replace(/\s+\S*$/, '')}…`
}

function withWhom(
  { claimedBy, review, furtherEnquiries, receivedAt, contactId }: WaitingContact,
  { now, mayReview }: RowFacts,
) {
  const late = review === null && outcomeDueAt(receivedAt).epochMilliseconds <= now.epochMilliseconds
  return html`${claimedBy ?? '–'}${
    review !== null &&
    html`<br>${mayReview ? html`<a class="govuk-link" href="${paths.review({ contactId, reviewId: review.id })}">In review</a>` : 'In review'}: <span class="los-quiet">${rungWords[review.rung].toLowerCase()}</span>`
  }${late && html`<br><span class="los-quiet">Reviewed; waits on</span>`}${
    furtherEnquiries !== '' && html`<br><span class="los-quiet">Further enquiries; the clock runs on</span>`
  }`
}

/** A count that opens in place. */
function history({ earlier, earlierCount, reference }: WaitingContact): Html {
  if (earlierCount === 0) return html`<span class="los-quiet">First contact in 12 months</span>`
  const more = earlierCount - earlier.length
  return html`<details class="los-history"><summary>${count(earlierCount, 'contact')} in 12 months<span class="govuk-visually-hidden"> before ${reference}</span></summary>
<ul class="govuk-list los-history__list">${earlier.map(earlierLine)}${more > 0 && html`<li class="los-quiet">and ${more} more</li>`}</ul></details>`
}

const earlierLine = ({ contactId, reference, receivedOn, outcomes: found }: EarlierInShort): Html =>
  html`<li><a class="govuk-link" href="${paths.contact({ contactId })}">${reference}</a> ${dateInWords(receivedOn)}: ${found.length === 0 ? 'outcome not known' : found.map((outcome) => outcomes[outcome]).join(', ')}</li>`
