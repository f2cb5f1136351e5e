import { elapsedMinutes } from '#kernel/clock'
import { durationInWords, whenInWords } from '#kernel/words'
import { filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fragmentTag } from '#platform/http'
import { paths } from '../paths.ts'
import { sourceCodes, sources, urgencyInShort, urgencyNames } from '../words.ts'
import { type BoardHead, countsAreFreshFor } from './counts.ts'
import { ageBandNames, ageBands, type BoardQuery, isFiltered } from './filters.ts'
import { boardRows, columns, type RowFacts } from './rows.ts'
import { type ClosedContact, type findLastOutcome, perPage, type WaitingContact } from './store.ts'

/** Everything that is on one page of the board. */
export interface Board extends RowFacts {
  readonly query: BoardQuery
  readonly mayWork: boolean
  readonly head: BoardHead
  readonly contacts: readonly WaitingContact[]
  readonly closed: readonly ClosedContact[]
  readonly matching: number
  readonly lastOutcome: Awaited<ReturnType<typeof findLastOutcome>>
}

/** Seconds between quiet looks for something new. */
const refreshSeconds = 15

export function boardView(board: Board): Html {
  const live = liveView(board)
  const rowsHref = paths.boardRows({}, inAddress(board.query))
  return html`${filters(board)}
<section class="los-board" aria-label="Contacts awaiting an outcome" data-refresh="${rowsHref}" data-refresh-seconds="${refreshSeconds}" data-refresh-tag="${fragmentTag(live, boardFacts(board))}">
${live}
</section>`
}

/** What refreshes itself: the counts and the rows. */
export function liveView(board: Board): Html {
  const { query, contacts, closed, matching } = board
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.board({}, { ...inAddress(query), page: query.page, ...changes })
  return html`${counts(board)}
${listTable({
  caption: 'Contacts awaiting an outcome, soonest due first',
  columns,
  rows: boardRows(contacts, closed, board),
  page: query.page,
  perPage,
  total: matching + closed.length,
  hrefFor,
  downloads: {
    csv: hrefFor({ page: undefined, format: 'csv' }),
    xlsx: hrefFor({ page: undefined, format: 'xlsx' }),
  },
  empty: emptyBoard(board),
})}`
}

/** What the board tells of records, without the words that the passing of time changes. */
export function boardFacts({ contacts, closed, matching }: Board): string {
  const told = contacts.map(
    ({ contactId, receivedAt, childrenWaiting, claimedBy, review, furtherEnquiries, earlierCount }) => [
      contactId,
      receivedAt.epochMilliseconds,
      childrenWaiting,
      claimedBy,
      review?.id,
      review?.rung,
      furtherEnquiries,
      earlierCount,
    ],
  )
  return JSON.stringify([matching, closed.length, told])
}

function counts({ head: { counts: all, dueSoonHours }, now }: Board): Html {
  const newest =
    all.newestAt === null ? '' : `Newest ${durationInWords(Math.max(0, elapsedMinutes(all.newestAt, now)))} ago. `
  return html`<div data-part="counts"><ul class="los-counts">
<li>Awaiting an outcome: <strong>${all.waiting}</strong></li>
<li>Due in ${dueSoonHours} h: <strong class="${all.dueSoon > 0 && 'los-soon'}">${all.dueSoon}</strong></li>
<li>Over 24 h: <strong class="${all.overdue > 0 && 'los-late'}">${all.overdue}</strong></li>
<li>In review: <strong>${all.inReview}</strong></li>
</ul>
<p class="govuk-body-s los-quiet">${newest}These counts are of the whole authority and at most ${countsAreFreshFor} seconds old.</p></div>`
}

function filters({ query, head, mayWork }: Board): Html {
  const source = sourceCodes.map((code) => ({ value: code, text: sources[code].words }))
  const urgency = urgencyNames.map((name) => ({ value: name, text: urgencyInShort[name] }))
  const age = ageBandNames.map((name) => ({ value: name, text: ageBands[name].words }))
  const team = head.teams.map(({ id, name }) => ({ value: id, text: name }))
  return html`<form class="los-filters" method="get" action="${paths.board({})}">
${filterSelect('source', 'Source', query.source, source)}
${filterSelect('team', 'Team', query.team, team)}
${filterSelect('urgency', 'Urgency', query.urgency, urgency)}
${filterSelect('age', 'Children’s ages', query.age, age)}
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
${isFiltered(query) && html`<a class="govuk-link" href="${paths.board({})}">Show all</a>`}
<a class="govuk-link" href="${paths.continuity({})}">Print a list of what is open</a>
${mayWork && html`<a class="govuk-link" href="${paths.handOver({})}">Hand over the shift</a>`}
</form>`
}

function emptyBoard({ query, lastOutcome, now }: Board): Html {
  if (isFiltered(query)) {
    return html`<p class="govuk-body">No contact that is waiting matches these filters. <a class="govuk-link" href="${paths.board({})}">Show all</a></p>`
  }
  const last =
    lastOutcome === null
      ? 'No outcome has been recorded yet.'
      : `The last outcome was recorded at ${whenInWords(lastOutcome.recordedAt, now)} by ${lastOutcome.by}.`
  return html`<p class="govuk-body">Nothing is waiting. ${last}</p>`
}

/** The filters as they stand in the address; nothing that a person typed. */
const inAddress = ({ team, source, age, urgency }: BoardQuery) => ({ team, source, age, urgency })
