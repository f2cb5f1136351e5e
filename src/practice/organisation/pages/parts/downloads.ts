import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { download, type Reply } from '#platform/http'
import { type List, sortRows } from './lists.ts'

/** The whole of a list as a file, sorted and filtered as it is shown. */
export async function downloadList<T>(list: List<T>, name: string, now: Temporal.Instant): Promise<Reply> {
  const rows = sortRows(list).map((row) => list.columns.map(({ value }) => String(value(row) ?? '')))
  const body = [list.columns.map(({ heading }) => heading), ...rows].map((cells) => cells.join(',')).join('\n')
  return download({ filename: `${name}-${londonDate(now)}.csv`, type: 'text/csv; charset=utf-8', body })
}
