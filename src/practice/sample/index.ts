import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { dayNumberOf, londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import type { MeetingsDeps } from '#practice/meetings'
import { setActions } from './actions.ts'
import { allocateSome } from './allocations.ts'
import { tellAudits } from './audits/tell.ts'
import { addAuthority, authorityId } from './authority.ts'
import { makeSample } from './command/make.ts'
import { mapProcess } from './mapped.ts'
import { pastOf } from './past/past.ts'
import { workforceOf } from './past/workforce.ts'
import { beginWithBoard } from './present/now.ts'
import { readLeeds } from './published/leeds.ts'
import { readMany } from './reading.ts'
import { restrictSome } from './restricted.ts'
import { makeRota } from './rota.ts'
import { makeStaff } from './staff.ts'
import { beginMeetings } from './weekly/keep.ts'
import { writePast } from './write/write-past.ts'
import { insertRows } from './write/writers.ts'

export { sampleArea } from './area.ts'
export { type LaidDown, layDown, type ScalePlan } from './scale/lay-down.ts'

const seed = 20_210_701

/** For a first start to be quick: a sixth of what a front door of this size has. `los sample` makes more. */
const contactsPerYear = 800

/**
 * The sample of a first start, written by the tables' owner into an empty database: years of contacts since January 2020, and a
 * board of now. Killed halfway, nothing is there and the next start makes it afresh.
 */
export async function makeFirstSample(
  ownerUrl: string,
  calendar: WorkingCalendar,
  meetings: MeetingsDeps,
): Promise<void> {
  const plan = {
    seed,
    from: Temporal.PlainDate.from('2020-01-01'),
    to: londonDate(Temporal.Now.instant()),
    contactsPerYear,
  }
  const made = await makeSample({
    plan,
    calendar,
    meetings,
    ownerUrl,
    replaces: false,
    present: 'first-board',
    advance: () => undefined,
  })
  if (!made.ok) throw new Error(made.sentence)
}

export interface SampleSize {
  /** Days up to today. */
  readonly days: number
  readonly contactsPerYear: number
}

const lastYear: SampleSize = { days: 400, contactsPerYear: 800 }

/**
 * The same, smaller, as the application and under row-level security: for tests and measurements. Answers whether it did; a
 * database that holds an authority is left alone.
 */
export async function loadSample(
  database: Database,
  calendar: WorkingCalendar,
  meetings: MeetingsDeps,
  size: SampleSize = lastYear,
): Promise<boolean> {
  if ((await listAuthorities(database)).length > 0) return false
  await addAuthority(database)
  await transact(database, asSystem(authorityId, 'sample'), async (tx) => {
    const staff = workforceOf(await makeStaff(tx))
    await makeRota(tx)
    const toDay = dayNumberOf(londonDate(tx.now))
    const days = { fromDay: toDay - size.days, toDay, asOf: tx.now.epochMilliseconds }
    const past = pastOf(
      { seed, ...days, contactsPerYear: size.contactsPerYear },
      { published: readLeeds(), calendar, staff },
    )
    await writePast(tx, past, insertRows(tx))
    await allocateSome(tx, seed)
    await beginWithBoard(tx, seed, calendar)
    await tellAudits(tx, { seed, until: tx.now, calendar, isOwner: false })
    await beginMeetings(tx, { seed, fromDay: days.fromDay, until: tx.now, calendar }, meetings)
    await setActions(tx)
    await restrictSome(tx, calendar)
    await readMany(tx)
    await mapProcess(tx)
  })
  return true
}
