import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { recordContacts, recordDecision, settlePast } from '#practice/front-door'
import type { MeetingsDeps } from '#practice/meetings'
import { readSettings } from '#practice/organisation'
import { makeDue } from '#practice/strategy-discussions'
import { keepAudits } from '../audits/keep.ts'
import { keepConferences } from '../conferences/keep.ts'
import { type Arrival, arrivalsOn, expectations } from '../past/arrivals.ts'
import { type Day, daysOf, isNightAt } from '../past/days.ts'
import { timesOf } from '../past/pace.ts'
import { workforceOf } from '../past/workforce.ts'
import { type PublishedYear, readLeeds } from '../published/leeds.ts'
import { publishedFor, reportingYearOf } from '../published/yearly.ts'
import { chance, seedOf } from '../random.ts'
import { sampleStaff } from '../staff.ts'
import { keepMeetings } from '../weekly/keep.ts'
import { holdDiscussions } from './discussions.ts'
import { hearOf } from './families.ts'
import {
  type Life,
  listDueDecisions,
  lockLife,
  markLived,
  planDecisions,
  planFollowUps,
  takeDueFollowUps,
} from './store.ts'
import { type Told, tell } from './told.ts'

/** What happened. */
export interface Lived {
  readonly contacts: number
  readonly decisions: number
}

/** After a longer sleep the days before these stay empty. */
const hoursToCatchUp = 14 * 24

/**
 * Lets a sample authority live up to the full hour before `now`: contacts come in, those whose time has come are decided, and
 * everybody who waits for word gets it. Twice for the same hour does nothing the second time; after downtime it catches up. Null
 * for an authority that has no such life.
 */
export async function liveUntil(
  tx: Tx,
  now: Temporal.Instant,
  calendar: WorkingCalendar,
  meetings: MeetingsDeps,
): Promise<Lived | null> {
  const life = await lockLife(tx)
  if (life === null) return null
  const until = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  if (Temporal.Instant.compare(until, life.livedThrough) <= 0) return { contacts: 0, decisions: 0 }
  const earliest = until.subtract({ hours: hoursToCatchUp })
  const from = Temporal.Instant.compare(life.livedThrough, earliest) < 0 ? earliest : life.livedThrough
  const told = await tellAll(tx, life, { from: from.epochMilliseconds, until: until.epochMilliseconds, calendar })
  await recordTold(tx, told, calendar)
  const decisions = await decideDue(tx, until, calendar)
  await makeDue(tx, until)
  await holdDiscussions(tx, until, calendar)
  await keepConferences(tx, { seed: life.seed, from: life.livedThrough, until, calendar })
  await keepMeetings(tx, { seed: life.seed, until, calendar }, meetings)
  await keepAudits(tx, { from, until, calendar })
  await settlePast(tx, await takeDueFollowUps(tx, until), sampleStaff.socialWorkers[2] ?? sampleStaff.administrator)
  await markLived(tx, until)
  tx.trail.ran('sample.lived', { from: from.toString(), until: until.toString(), contacts: told.length, decisions })
  return { contacts: told.length, decisions }
}

interface Span {
  readonly from: number
  readonly until: number
  readonly calendar: WorkingCalendar
}

async function tellAll(
  tx: Tx,
  { seed, contactsPerYear }: Life,
  { from, until, calendar }: Span,
): Promise<readonly Told[]> {
  const days = daysOf(calendar)
  const published = readLeeds()
  const expected = expectations(published, days, contactsPerYear)
  const told: Told[] = []
  for (let number = dayOfLondon(from); number <= dayOfLondon(until); number += 1) {
    const day = days.of(number)
    // The dice of the day are those of the past: the same people get in touch whenever it is told.
    const arrivals = arrivalsOn(chance(seedOf(seed, 'day', number)), day, expected(day))
    for (const arrival of arrivals.filter(({ at }) => at >= from && at < until))
      told.push(await tellOne(tx, { seed, day, arrival, until, published }))
  }
  return told
}

const dayOfLondon = (at: number): number => dayNumberOf(londonDate(Temporal.Instant.fromEpochMilliseconds(at)))

interface Coming {
  readonly seed: number
  readonly day: Day
  readonly arrival: Arrival
  readonly until: number
  readonly published: readonly PublishedYear[]
}

async function tellOne(tx: Tx, { seed, day, arrival, until, published }: Coming): Promise<Told> {
  const dice = chance(seedOf(seed, 'arrival', arrival.at))
  const { children, isNew } = await hearOf(tx, dice, seed, arrival.at)
  const isOffDuty = !day.isWorking || isNightAt(day, arrival.at)
  const times = timesOf(dice, { receivedAt: arrival.at, dayNumber: day.number, area: null, isOffDuty })
  // Nothing is written down before it has happened.
  const recordedAt = Math.min(times.recordedAt, until)
  const year = publishedFor(published, reportingYearOf(day))
  const staff = workforceOf(sampleStaff)
  return tell(dice, { day, arrival, times: { ...times, recordedAt }, children, isNew, staff, published: year })
}

/** Records contacts of the present and keeps what is to come of them. */
export async function recordTold(tx: Tx, told: readonly Told[], calendar: WorkingCalendar): Promise<readonly string[]> {
  const { writtenFormHours } = await readSettings(tx)
  const ids: string[] = []
  for (let at = 0; at < told.length; at += 500) {
    const some = told.slice(at, at + 500)
    const given = some.map(({ contact, recordedBy, recordedAt }) => ({
      contact,
      by: { personId: recordedBy, at: recordedAt },
    }))
    const recorded = await recordContacts(tx, given, { calendar, writtenFormHours })
    await planDecisions(
      tx,
      recorded.map(({ id }, place) => {
        const { decideAt, decisions } = some[place] as Told
        return { contactId: id, dueAt: decideAt, decisions }
      }),
    )
    ids.push(...recorded.map(({ id }) => id))
  }
  return ids
}

export async function decideDue(tx: Tx, until: Temporal.Instant, calendar: WorkingCalendar): Promise<number> {
  const due = await listDueDecisions(tx, until)
  for (const { contactId, sourceCode, dueAt, decisions, isUntouched } of due) {
    if (!isUntouched) continue
    const decided = decisions.map((each) => ({ ...each, decidedAt: Temporal.Instant.from(each.decidedAt) }))
    const by = { personId: decisions[0]?.decidedBy ?? '', at: dueAt }
    await recordDecision(tx, { id: contactId, sourceCode }, decided, by, calendar)
  }
  await planFollowUps(
    tx,
    due.map(({ contactId }) => contactId),
  )
  return due.filter(({ isUntouched }) => isUntouched).length
}
