import type { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { addShift, type Duty } from '#practice/organisation'
import { made, sampleStaff as staff } from './staff.ts'

const weeksBefore = 1
const weeksAhead = 3

/** A rota round the clock, days 08:00 to 18:00 and nights between, with one night still to be filled: an alarm to see. */
export async function makeRota(tx: Tx): Promise<void> {
  const today = londonDate(tx.now)
  for (let at = -7 * weeksBefore; at < 7 * weeksAhead; at += 1) {
    const day = today.add({ days: at })
    const turn = at + 7 * weeksBefore
    await shift(tx, 'duty-manager', turned(staff.deciders, turn), day, 8, 18)
    await shift(tx, 'duty-social-worker', turned(staff.socialWorkers, turn), day, 8, 18)
    await shift(tx, 'duty-social-worker', turned(staff.nightWorkers, turn), day, 18, 8)
    if (at !== 5) await shift(tx, 'out-of-hours-decider', turned(staff.nightDeciders, turn), day, 18, 8)
  }
}

const turned = (people: readonly string[], turn: number): string => {
  const person = people[turn % people.length]
  if (person === undefined) throw new Error('nobody to put on the rota')
  return person
}

async function shift(
  tx: Tx,
  duty: Duty,
  personId: string,
  day: Temporal.PlainDate,
  from: number,
  to: number,
): Promise<void> {
  const startsAt = made(fromLondon(day.toPlainDateTime({ hour: from })))
  const endsAt = made(fromLondon((to <= from ? day.add({ days: 1 }) : day).toPlainDateTime({ hour: to })))
  made(await addShift(tx, { duty, personId, startsAt, endsAt }))
}
