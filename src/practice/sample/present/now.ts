import type { WorkingCalendar } from '#kernel/clock'
import { dayNumberOf, londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { claimContact, sweep } from '#practice/front-door'
import { beginConferences } from '../conferences/keep.ts'
import { arrivalAt } from '../past/arrivals.ts'
import { daysOf } from '../past/days.ts'
import type { Times } from '../past/pace.ts'
import { workforceOf } from '../past/workforce.ts'
import { readLeeds } from '../published/leeds.ts'
import { publishedFor, reportingYearOf } from '../published/yearly.ts'
import { type Chance, chance, seedOf } from '../random.ts'
import { sampleStaff } from '../staff.ts'
import { beginDiscussions } from './begun-discussions.ts'
import { hearOf } from './families.ts'
import { decideDue, recordTold } from './live.ts'
import { beginLife } from './store.ts'
import { type Told, tell } from './told.ts'

/** What waits on the first board, by hours since it came: three of them late. */
const hoursAgo = [0.2, 0.7, 1.4, 2.5, 3.1, 4.6, 6.2, 8.5, 11, 14.5, 17.2, 20.4, 21.3, 22.6, 25.1, 27.8, 31.4]

const minute = 60_000
const hour = 60 * minute

/** Fills the first board: contacts of the last day and a half that wait, some claimed, a few over 24 hours and in review. */
async function fillBoard(tx: Tx, seed: number, calendar: WorkingCalendar): Promise<void> {
  const dice = chance(seedOf(seed, 'now', 0))
  const now = tx.now.epochMilliseconds
  const deps = { tx, dice, seed, calendar }
  const recordedLate = [await tellOf(deps, 7.4, { decidedAt: now - 4.5 * hour, knownAt: now - 2.2 * hour })]
  await recordTold(tx, recordedLate, calendar)
  await decideDue(tx, tx.now, calendar)
  const told: Told[] = []
  for (const hours of hoursAgo) {
    // Decided within the next hours, the oldest first.
    const knownAt = now + Math.round((0.6 + 9 * dice.next()) * hour) + Math.max(0, 20 - hours) * 20 * minute
    told.push(await tellOf(deps, hours, { decidedAt: knownAt - (2 + dice.below(25)) * minute, knownAt }))
  }
  const ids = await recordTold(tx, told, calendar)
  // Newest first: what came in during the last hours is still anybody's.
  for (const id of ids.slice(3)) if (dice.happens(0.5)) await claimContact(tx, id, dice.pick(sampleStaff.socialWorkers))
  await sweepThrough(tx, 8)
}

interface Telling {
  readonly tx: Tx
  readonly dice: Chance
  readonly seed: number
  readonly calendar: WorkingCalendar
}

/** A contact that came so many hours ago, with when it is decided and when that is recorded. */
async function tellOf(
  { tx, dice, seed, calendar }: Telling,
  hours: number,
  decided: Pick<Times, 'decidedAt' | 'knownAt'>,
): Promise<Told> {
  const now = tx.now.epochMilliseconds
  const receivedAt = Math.round((now - hours * hour) / minute) * minute
  const day = daysOf(calendar).of(dayNumberOf(londonDate(tx.now.subtract({ minutes: Math.round(hours * 60) }))))
  const published = publishedFor(readLeeds(), reportingYearOf(day))
  const times = { receivedAt, recordedAt: Math.min(now, receivedAt + (3 + dice.below(22)) * minute), ...decided }
  const heard = await hearOf(tx, dice, seed, receivedAt)
  const arrival = arrivalAt(dice, receivedAt, published)
  return tell(dice, { day, arrival, times, ...heard, staff: workforceOf(sampleStaff), published })
}

/** More than in the years before: a board with two contacts a day would be empty most of the time. */
const livingContactsPerYear = 4000

/** A first board, from which the daily job goes on. */
export async function beginWithBoard(tx: Tx, seed: number, calendar: WorkingCalendar): Promise<void> {
  await fillBoard(tx, seed, calendar)
  await beginDiscussions(tx, seed, calendar)
  await beginConferences(tx, { seed, until: tx.now, calendar })
  const livedThrough = tx.now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  await beginLife(tx, { seed, contactsPerYear: livingContactsPerYear, livedThrough })
}

/** As the job would have gone during the last hours, so that each review opened and climbed when it was due. */
export async function sweepThrough(tx: Tx, hours: number): Promise<void> {
  for (let minutes = hours * 60; minutes >= 0; minutes -= 10) await sweep(tx, tx.now.subtract({ minutes }))
}
