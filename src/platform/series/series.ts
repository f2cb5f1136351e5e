import { type RawBuilder, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Measure, MeasureAsked, MeasurePoint, MeasureSplit } from '#platform/area'
import type { Tx } from '#platform/transaction'

/** What a measure counts, as SQL over rows that each have a day, `on_day`. */
export interface Counted {
  readonly rows: RawBuilder<unknown>
  /** Over the rows of one group. */
  readonly numerator: RawBuilder<unknown>
  readonly denominator: RawBuilder<unknown>
  /** The middle value, for a median; shares and counts follow from numerator and denominator. */
  readonly median?: RawBuilder<unknown>
  /** What a row belongs to, by each way of splitting. */
  readonly groups: Readonly<Partial<Record<MeasureSplit, RawBuilder<unknown>>>>
  /** A group as people read it; as it is, unless said otherwise. */
  readonly words?: (split: MeasureSplit, group: string) => string
  /** Which of the rows are asked for, such as those of one team. */
  readonly chosen?: RawBuilder<unknown>
}

interface Point {
  readonly period: Temporal.PlainDate
  readonly group: string
  readonly numerator: number
  readonly denominator: number
  readonly median: number | null
}

/** Counts by period and group in one statement, and puts in the periods in which nothing happened. */
export async function countSeries(
  tx: Tx,
  kind: Measure['kind'],
  counted: Counted,
  asked: MeasureAsked,
): Promise<readonly MeasurePoint[]> {
  const { words = (_split: MeasureSplit, group: string) => group } = counted
  const { rows } = await sql<Point>`
    select ${periodOf(asked)} as period, ${counted.groups[asked.split] ?? sql`''`} as "group",
           (${counted.numerator})::integer as numerator, (${counted.denominator})::integer as denominator,
           ${counted.median ?? sql`null::float8`} as median
      from (${counted.rows}) counted
     where ${counted.chosen ?? sql`true`}
     group by 1, 2
     order by 1, 2`.execute(tx.sql)
  const points = rows.map((point) => ({ ...pointOf(kind, point), group: words(asked.split, point.group) }))
  return asked.split === 'none' ? withEmptyPeriods(kind, points, asked) : points
}

/** The first day of the period that a row falls in. */
export function periodOf({ by, from }: MeasureAsked): RawBuilder<unknown> {
  if (by === 'whole') return sql`${from}::date`
  return by === 'day' ? sql`on_day` : sql`date_trunc('week', on_day)::date`
}

function pointOf(kind: Measure['kind'], { period, group, numerator, denominator, median }: Point): MeasurePoint {
  return { period, group, numerator, denominator, value: figureOf(kind, numerator, denominator, median) }
}

function figureOf(kind: Measure['kind'], numerator: number, denominator: number, median: number | null): number | null {
  if (kind === 'count') return numerator
  if (denominator === 0) return null
  return kind === 'median' ? median : numerator / denominator
}

function withEmptyPeriods(
  kind: Measure['kind'],
  points: readonly MeasurePoint[],
  asked: MeasureAsked,
): readonly MeasurePoint[] {
  const known = new Map(points.map((point) => [point.period.toString(), point]))
  const nothing = { group: '', numerator: 0, denominator: 0, median: null }
  return periodsOf(asked).map((period) => known.get(period.toString()) ?? pointOf(kind, { ...nothing, period }))
}

function periodsOf({ from, to, by }: MeasureAsked): readonly Temporal.PlainDate[] {
  if (by === 'whole') return [from]
  const first = by === 'week' ? from.subtract({ days: from.dayOfWeek - 1 }) : from
  const days = by === 'week' ? 7 : 1
  const periods: Temporal.PlainDate[] = []
  for (let day = first; Temporal.PlainDate.compare(day, to) < 0; day = day.add({ days })) periods.push(day)
  return periods
}
