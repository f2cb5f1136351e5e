import { londonDate, startOfLondonDay } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { takeCarried } from './agenda.ts'
import { listMeetings } from './meetings.ts'

/** The next meeting of the series takes what was handed on at once where it is planned already; otherwise when it is. */
export async function handOn(tx: Tx, seriesId: string): Promise<void> {
  const tomorrow = startOfLondonDay(londonDate(tx.now).add({ days: 1 }))
  const { meetings } = await listMeetings(tx, {
    seriesId,
    state: 'planned',
    from: tomorrow,
    order: 'earliest',
    limit: 1,
  })
  const [next] = meetings
  if (next) await takeCarried(tx, seriesId, next.id)
}
