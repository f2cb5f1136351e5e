import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { mondayOf } from '../rules/weeks.ts'

/**
 * The discussions held in one week, each in exactly one of done, late, excused, in time and not opened: together they are `due`.
 * Discussions closed to whoever asks are counted like all others.
 */
export interface WeekCovered {
  readonly monday: Temporal.PlainDate
  /** Held, and so owed an audit. */
  readonly due: number
  readonly done: number
  /** Of those done, sent in after their day. */
  readonly doneLate: number
  /** Not sent in, and their day is over. */
  readonly late: number
  readonly excused: number
  /** Opened, and not due yet. */
  readonly inTime: number
  /** Their Monday has not come, or nobody has opened them. */
  readonly notOpened: number
  /** Audits whose discussion turned out not to have been held: not among those due. */
  readonly noLongerHeld: number
  /** Of all these, about records closed to whoever asks. */
  readonly closed: number
}

interface Counted {
  readonly heldOn: Temporal.PlainDate
  readonly isHeld: boolean
  readonly isOpened: boolean
  readonly dueOn: Temporal.PlainDate | null
  readonly doneOn: Temporal.PlainDate | null
  readonly isExcused: boolean
  readonly isClosed: boolean | null
}

/** Coverage by the week in which discussions were held, of [from, to), the latest week first. Weeks in which none was held are left out. */
export async function listCoverage(
  tx: Tx,
  {
    from,
    to,
    today,
  }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly today: Temporal.PlainDate },
): Promise<readonly WeekCovered[]> {
  const { rows } = await sql<Counted>`select * from audits.counted_discussions(${from}, ${to})`.execute(tx.sql)
  const weeks = Map.groupBy(rows, ({ heldOn }) => mondayOf(heldOn).toString())
  return [...weeks]
    .map(([monday, held]) => coverageOf(Temporal.PlainDate.from(monday), held, today))
    .sort((one, other) => Temporal.PlainDate.compare(other.monday, one.monday))
}

/** Pure: one week's figures from its discussions. */
export function coverageOf(
  monday: Temporal.PlainDate,
  rows: readonly Counted[],
  today: Temporal.PlainDate,
): WeekCovered {
  const isOver = (day: Temporal.PlainDate | null, by: Temporal.PlainDate) =>
    day !== null && Temporal.PlainDate.compare(day, by) < 0
  const standsOf = (row: Counted) => {
    if (!row.isHeld) return 'noLongerHeld'
    if (!row.isOpened) return 'notOpened'
    if (row.doneOn !== null) return 'done'
    if (row.isExcused) return 'excused'
    return isOver(row.dueOn, today) ? 'late' : 'inTime'
  }
  const stands = rows.map((row) => standsOf(row))
  const of = (which: ReturnType<typeof standsOf>) => stands.filter((each) => each === which).length
  return {
    monday,
    due: rows.length - of('noLongerHeld'),
    done: of('done'),
    doneLate: rows.filter(({ isHeld, doneOn, dueOn }) => isHeld && doneOn !== null && isOver(dueOn, doneOn)).length,
    late: of('late'),
    excused: of('excused'),
    inTime: of('inTime'),
    notOpened: of('notOpened'),
    noLongerHeld: of('noLongerHeld'),
    closed: rows.filter(({ isClosed }) => isClosed === true).length,
  }
}
