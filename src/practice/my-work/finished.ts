import type { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { count } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import type { MyWorkDeps } from './deps.ts'

/** "4 decisions", "1 review": what this person recorded since Monday, from the trail, in the order the areas name it. */
export async function listFinished(
  tx: Tx,
  personId: string,
  words: MyWorkDeps['finished'],
): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('trail.entry')
    .select(['action', (select) => select.fn.countAll<number>().as('times')])
    .where('authorityId', '=', tx.who.authorityId)
    .where('personId', '=', personId)
    .where('recordedAt', '>=', startOfWeek(tx.now))
    .where('kind', '=', 'change')
    .groupBy('action')
    .execute()
  const times = new Map(rows.map((row) => [row.action, row.times]))
  return Object.entries(words).flatMap(([action, [one, many]]) => {
    const number = times.get(action)
    return number === undefined ? [] : [count(number, one, many)]
  })
}

/** Monday 00:00 in London. */
function startOfWeek(now: Temporal.Instant): Temporal.Instant {
  const today = londonDate(now)
  return startOfLondonDay(today.subtract({ days: today.dayOfWeek - 1 }))
}
