import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import {
  claimContact,
  type PastReview,
  recordContacts,
  recordDecision,
  recordPastReviews,
  settlePast,
  sweep,
} from '#practice/front-door'
import { readSettings } from '#practice/organisation'
import { daysBefore, type MadeContact, makeContact, timesOf } from './contacts.ts'
import { makeDecision, makeReview } from './decisions.ts'
import { type Family, makeFamilies } from './families.ts'
import { type Chance, chance } from './random.ts'
import { makeReading } from './reading.ts'
import { makeRestricted } from './restricted.ts'
import { makeRota } from './rota.ts'
import { makeStaff, type Staff } from './staff.ts'

const authorityId = 999
const authorityName = 'Aldershire Council'

/** How much is made: a year of a small front door, and how long its families and days are. */
export interface SampleSize {
  readonly families: number
  readonly days: number
  readonly perWeekday: number
}

const usual: SampleSize = { families: 900, days: 400, perWeekday: 2.6 }

/**
 * Fills an empty database with the sample authority: made-up people, families and a year of contacts up to now, some of
 * them waiting, some late and in review. Answers whether it did; a database that holds an authority is left alone. All of
 * it is one transaction: killed halfway, nothing is there and the next start makes it afresh.
 */
export async function loadSample(
  database: Database,
  calendar: WorkingCalendar,
  size: SampleSize = usual,
): Promise<boolean> {
  if ((await listAuthorities(database)).length > 0) return false
  await sql`select platform.add_authority(${authorityId}, ${authorityName}, true)`.execute(database.kysely)
  await transact(database, asSystem(authorityId, 'sample'), (tx) => fill(tx, calendar, size))
  return true
}

interface Making {
  readonly tx: Tx
  readonly dice: Chance
  readonly staff: Staff
  readonly families: readonly Family[]
  readonly calendar: WorkingCalendar
}

async function fill(tx: Tx, calendar: WorkingCalendar, size: SampleSize): Promise<void> {
  const dice = chance(20_210_701)
  const staff = await makeStaff(tx)
  await makeRota(tx, staff)
  const families = await makeFamilies(tx, dice, staff, size.families)
  const making = { tx, dice, staff, families, calendar }
  await makePast(making, size)
  await makeNow(making)
  await makeRestricted(tx, staff, families, calendar)
  await makeReading(tx, staff, families)
}

/** A year that is over: every contact recorded, decided and followed up; about one in twelve after more than 24 hours. */
async function makePast(making: Making, size: SampleSize): Promise<void> {
  const { tx, dice, staff, calendar } = making
  const received = daysBefore(tx.now, size.days)
    .flatMap((day) => timesOf(dice, day, size.perWeekday))
    .filter((at) => at.until(tx.now).total('hours') > 48)
    .sort((one, other) => Temporal.Instant.compare(one, other))
  const family = familiesInTurn(making)
  const contacts = received.map((at) => makeContact(dice, staff, family(), at))
  const recorded = await record(making, contacts)
  const reviews: PastReview[] = []
  for (const [place, contact] of contacts.entries()) {
    const at = decidedAfter(dice, contact)
    const { decided, recordedAt, by } = makeDecision(dice, staff, contact, at)
    const id = recorded[place]?.id ?? ''
    const { sourceCode } = contact.contact
    await recordDecision(tx, { id, sourceCode }, decided, { personId: by, at: recordedAt }, calendar)
    const review = makeReview(dice, staff, { id, receivedAt: contact.contact.receivedAt, decidedAt: recordedAt })
    if (review !== null) reviews.push(review)
  }
  await recordPastReviews(tx, reviews)
  await settlePast(
    tx,
    recorded.map(({ id }) => id),
    staff.socialWorkers[2] ?? staff.administrator,
  )
}

/** Seven in ten contacts are about a family not heard of before, as referrals in England are; the others about one that was. */
function familiesInTurn({ dice, families }: Making): () => Family {
  let known = 0
  return () => {
    const isNew = known === 0 || (known < families.length && dice.happens(0.7))
    if (isNew) known += 1
    return families[isNew ? known - 1 : dice.below(known)] ?? dice.pick(families)
  }
}

/** Most within the working day, a few the day after: long tails are what the 24-hour review is for. */
function decidedAfter(dice: Chance, { recordedAt }: MadeContact): Temporal.Instant {
  const hours = dice.happens(0.92) ? 0.5 + 20 * dice.next() ** 1.7 : 24 + 18 * dice.next()
  return recordedAt.add({ minutes: Math.round(hours * 60) })
}

/** Today: contacts of the last day and a half that wait, some claimed, a few over 24 hours and in review. */
async function makeNow(making: Making): Promise<void> {
  const { tx, dice, staff } = making
  const hoursAgo = [0.2, 0.7, 1.4, 2.5, 3.1, 4.6, 6.2, 8.5, 11, 14.5, 17.2, 20.4, 21.3, 22.6, 25.1, 27.8, 31.4]
  const contacts = hoursAgo.map((hours) => {
    const made = makeContact(
      dice,
      staff,
      dice.pick(making.families),
      tx.now.subtract({ minutes: Math.round(hours * 60) }),
    )
    return made.recordedAt.epochMilliseconds <= tx.now.epochMilliseconds
      ? made
      : { ...made, recordedAt: tx.now, contact: { ...made.contact, enteredLateBecause: '' } }
  })
  const recorded = await record(making, contacts)
  // Newest first: what came in during the last hours is still anybody's.
  for (const { id } of recorded.slice(3))
    if (dice.happens(0.5)) await claimContact(tx, id, dice.pick(staff.socialWorkers))
  // As the job would have gone, so that each review opened and climbed when it was due.
  for (let minutes = 8 * 60; minutes >= 0; minutes -= 10) await sweep(tx, tx.now.subtract({ minutes }))
}

async function record({ tx, calendar }: Making, contacts: readonly MadeContact[]) {
  const { writtenFormHours } = await readSettings(tx)
  const recorded = []
  for (let at = 0; at < contacts.length; at += 500) {
    const given = contacts.slice(at, at + 500).map(({ contact, recordedBy, recordedAt }) => ({
      contact,
      by: { personId: recordedBy, at: recordedAt },
    }))
    recorded.push(...(await recordContacts(tx, given, { calendar, writtenFormHours })))
  }
  return recorded
}
