import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'

/**
 * The working calendar as a table for SQL: each day between two with how many working days there were up to it, itself counted,
 * and whether it is one. Days outside the years whose bank holidays are known are not there, and nothing is measured by them.
 */
export function workingDays(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): RawBuilder<unknown> {
  const first = Math.max(0, calendar.firstDay.until(from).days)
  const last = Math.min(calendar.workingDaysUpTo.length - 1, calendar.firstDay.until(to).days)
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  const upTo = days.map((day) => calendar.workingDaysUpTo[day] ?? 0)
  const begins = calendar.firstDay.add({ days: first })
  const before = first === 0 ? 0 : (calendar.workingDaysUpTo[first - 1] ?? 0)
  return sql`
    select ${begins}::date + (place - 1)::integer as day, up_to,
           up_to > lag(up_to, 1, ${before}::integer) over (order by place) as is_working
      from unnest(${upTo}::integer[]) with ordinality as counted (up_to, place)`
}

/**
 * Rows with one more column, `deadline_at`: the end of so many working days after the instant in `ended_at`, as workingDeadline
 * counts them. What ended after the working day or on a day that is none counts from the next. Joined, not looked up row by
 * row, so that ten years cost as much as they have rows.
 */
export const withDeadline = (
  rows: RawBuilder<unknown>,
  working: RawBuilder<unknown>,
  days: number,
  endOfDay: Temporal.PlainTime,
): RawBuilder<unknown> => sql`
  select fact.*, (due.day + ${endOfDay.toString()}::time) at time zone 'Europe/London' as deadline_at
    from (${rows}) fact
    join (${working}) own on own.day = (fact.ended_at at time zone 'Europe/London')::date
    join (${working}) due
      on due.is_working and due.up_to = ${days}::integer + own.up_to
       + case when own.is_working and (fact.ended_at at time zone 'Europe/London')::time <= ${endOfDay.toString()}::time
              then 0 else 1 end`
