import { londonDate } from '#kernel/clock'
import { ageInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { type Asked, fragment, may, page, type Reply, type Route, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../paths.ts'
import { rungWords } from '../review/words.ts'
import { oneWorkingDayFrom, outcomeDueAt } from '../rules/clocks.ts'
import { sources, urgencyInShort } from '../words.ts'
import { boardHeads } from './counts.ts'
import { type BoardQuery, boardQuery, isFiltered } from './filters.ts'
import { findLastOutcome, listClosed, listWaiting, perPage, type WaitingContact } from './store.ts'
import { type Board, boardFacts, boardView, liveView } from './view.ts'

type AskedOfBoard = Asked<Record<string, string>, BoardQuery>

/** The duty board, and the piece of it that refreshes itself. */
export function boardPages(): readonly Route[] {
  const headOf = boardHeads()

  async function read({ tx, query, now, calendar, user }: AskedOfBoard): Promise<Board> {
    const head = await headOf(tx)
    const { contacts, matching, hasMore } = await listWaiting(tx, query)
    const hidden = isFiltered(query) ? [] : await listClosed(tx)
    const closed = query.page > 1 ? [] : hidden
    const total = matching ?? countOf(query, contacts.length, hasMore, head.counts.waiting - hidden.length)
    const lastOutcome = total + closed.length === 0 && !isFiltered(query) ? await findLastOutcome(tx) : null
    const [mayReview, mayWork] = [may(user, access.reviewContacts), may(user, access.workContacts)]
    const facts = { now, calendar, dueSoonHours: head.dueSoonHours, mayReview, mayWork }
    return { ...facts, query, head, contacts, closed, matching: total, lastOutcome }
  }

  const board = page({
    path: paths.board,
    may: access.seeDutyBoard,
    query: boardQuery,
    async view(asked) {
      if (asked.query.format !== undefined) return downloadBoard(asked, asked.query.format)
      return screen({ title: 'Duty board', width: 'wide', body: boardView(await read(asked)) })
    },
  })
  const rows = page({
    path: paths.boardRows,
    may: access.seeDutyBoard,
    query: boardQuery,
    async view(asked) {
      const shown = await read(asked)
      return fragment(liveView(shown), boardFacts(shown))
    },
  })
  return [board, rows]
}

/**
 * How many wait, without counting them again: exact where the last page is shown, and else as fresh as the counts above it,
 * but never so few that the next page could not be reached.
 */
function countOf({ page: at }: BoardQuery, shown: number, hasMore: boolean, counted: number): number {
  const upToHere = (at - 1) * perPage + shown
  if (hasMore) return Math.max(counted, upToHere + 1)
  return shown > 0 || at === 1 ? upToHere : counted
}

/** The most that a download holds: many times what a front door can have waiting. */
const mostRows = 20_000

async function downloadBoard({ tx, query, now, calendar }: AskedOfBoard, format: 'csv' | 'xlsx'): Promise<Reply> {
  const { contacts } = await listWaiting(tx, { ...query, page: 1 }, mostRows)
  const today = londonDate(now)
  const columns: readonly TableColumn<WaitingContact>[] = [
    { header: 'Reference', value: ({ reference }) => reference },
    { header: 'Received', value: ({ receivedAt }) => receivedAt },
    { header: 'Due (24 hours)', value: ({ receivedAt }) => outcomeDueAt(receivedAt) },
    { header: 'Due (one working day)', value: ({ receivedAt }) => oneWorkingDayFrom(calendar, receivedAt) },
    { header: 'Source', value: ({ sourceCode }) => sources[sourceCode].words },
    { header: 'Urgency', value: ({ urgency }) => (urgency === null ? '' : urgencyInShort[urgency]) },
    { header: 'Children', value: ({ children }) => children.length },
    { header: 'Without an outcome', value: ({ childrenWaiting }) => childrenWaiting },
    { header: 'Ages', value: ({ children }) => children.map((child) => ageInWords(child, today)).join('; ') },
    { header: 'Worry', value: ({ worry }) => worry, width: 60 },
    { header: 'With', value: ({ claimedBy }) => claimedBy },
    { header: 'In review with', value: ({ review }) => (review === null ? '' : rungWords[review.rung]) },
    { header: 'Contacts in the 12 months before', value: ({ earlierCount }) => earlierCount },
  ]
  return tableDownload({ format, name: 'duty-board', caption: 'Duty board', columns, rows: contacts, now })
}
