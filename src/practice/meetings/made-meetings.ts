import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { getPerson } from '#practice/organisation'
import { addItems, takeCarried } from './store/agenda.ts'
import { type Invited, invite } from './store/invitations.ts'
import { addMeeting } from './store/plan.ts'
import { addSeries } from './store/series.ts'

/** A series of weekly referral reviews, for tests. Answers its id. */
export const madeSeries = (tx: Tx, chairId: string, name = 'Weekly referral review'): Promise<string> =>
  addSeries(tx, 'referral-review', { name, purpose: '', place: 'Room 4', chairId, minuteTakerId: null })

export interface MadeMeeting {
  readonly seriesId: string
  readonly chairId: string
  /** Days from today; 0 is today. */
  readonly days: number
  readonly agenda?: readonly string[]
  readonly invited?: readonly Invited[]
}

/** A planned meeting that begins at 00:01 of its day, so that one of today has always begun. Answers its id. */
export async function madeMeeting(tx: Tx, made: MadeMeeting): Promise<string> {
  const startsAt = startOfLondonDay(londonDate(Temporal.Now.instant()).add({ days: made.days })).add({ minutes: 1 })
  const chair = await getPerson(tx, made.chairId)
  const { id } = await addMeeting(
    tx,
    { id: made.seriesId, name: 'Weekly referral review' },
    {
      startsAt,
      endsAt: startsAt.add({ minutes: 1 }),
      form: 'video',
      place: '',
      chairId: chair.id,
      chairName: chair.name,
      minuteTakerId: null,
      minuteTakerName: '',
    },
  )
  await takeCarried(tx, made.seriesId, id)
  await addItems(tx, id, made.agenda ?? [])
  await invite(tx, id, made.invited ?? [])
  return id
}

export const asAgency = (agencyId: string, name: string): Invited => ({
  personId: null,
  agencyId,
  name,
  agencyName: name,
})
