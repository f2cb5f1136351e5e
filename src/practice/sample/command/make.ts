import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, startOfLondonDay, type WorkingCalendar } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities, openDatabase } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import type { MeetingsDeps } from '#practice/meetings'
import { setActions } from '../actions.ts'
import { allocateSome } from '../allocations.ts'
import { tellAudits } from '../audits/tell.ts'
import { authorityId, authorityName } from '../authority.ts'
import { beginConferences } from '../conferences/keep.ts'
import { mapProcess } from '../mapped.ts'
import { type PastPlan, pastOf } from '../past/past.ts'
import { tableNames } from '../past/tables.ts'
import { workforceOf } from '../past/workforce.ts'
import { liveUntil } from '../present/live.ts'
import { beginWithBoard, sweepThrough } from '../present/now.ts'
import { beginLife } from '../present/store.ts'
import { readLeeds } from '../published/leeds.ts'
import { readMany } from '../reading.ts'
import { restrictSome } from '../restricted.ts'
import { makeRota } from '../rota.ts'
import { takeBare } from '../scale/bare-tables.ts'
import { findByWords, searchTables } from '../scale/find-by-words.ts'
import { makeStaff } from '../staff.ts'
import { beginMeetings } from '../weekly/keep.ts'
import { type Written, writePast } from '../write/write-past.ts'
import { copyRows } from '../write/writers.ts'
import { emptyEverything } from './empty.ts'
import type { SamplePlan } from './options.ts'

export interface Making {
  readonly plan: SamplePlan
  readonly calendar: WorkingCalendar
  /** What the packs of the weekly meeting are gathered from. */
  readonly meetings: MeetingsDeps
  /** The owner of the tables. */
  readonly ownerUrl: string
  /** Whether a sample is to go in which people have recorded something. One that nobody touched goes unasked. */
  readonly replaces: boolean
  readonly advance: (contacts: number) => void
  /** What waits at the end: whatever the last day and a half left open, or a first board with something of everything. */
  readonly present: 'as-lived' | 'first-board'
}

export type Made =
  | ({ readonly ok: true; readonly waiting: number } & Written)
  | { readonly ok: false; readonly sentence: string }

/** Makes the sample by COPY, in one transaction: all of it or, where something real is in the database, nothing. */
export async function makeSample(making: Making): Promise<Made> {
  const owner = openDatabase(making.ownerUrl, { connections: 1 })
  let client: ClientBase | undefined
  owner.pool.on('connect', (connected) => {
    client = connected
  })
  try {
    const there = await listAuthorities(owner)
    const sentence = whyNot(there, making.replaces || (await isUntouched(owner)))
    if (sentence !== null) return { ok: false, sentence }
    const written = await transact(owner, asSystem(authorityId, 'sample'), async (tx) => {
      if (client === undefined) throw new Error('no connection')
      // Rather than waiting for as long as somebody reads the sample.
      await client.query("set local lock_timeout = '20s'; set local maintenance_work_mem = '256MB'")
      if (there.length > 0) await emptyEverything(client)
      await sql`select platform.add_authority(${authorityId}, ${authorityName}, true)`.execute(tx.sql)
      return fill(tx, client, making)
    })
    return { ok: true, ...written }
  } catch (error) {
    if (!isLockedOut(error)) throw error
    return {
      ok: false,
      sentence: 'Somebody is using this database. Stop what runs on it, npm start too, and try again.',
    }
  } finally {
    await owner.close()
  }
}

/** PostgreSQL's lock_not_available. */
const isLockedOut = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03'

function whyNot(
  authorities: readonly { readonly name: string; readonly isSample: boolean }[],
  replaces: boolean,
): string | null {
  const real = authorities.find(({ isSample }) => !isSample)
  if (real !== undefined)
    return `This database holds the records of ${real.name}: a sample goes only into a database of its own.`
  if (authorities.length > 0 && !replaces)
    return 'People have recorded something in the sample that is here. To lose it and put this one in its place, add --replace.'
  return null
}

async function isUntouched(owner: Database): Promise<boolean> {
  const { rows } = await sql`
    select from trail.entry where kind = 'change' and person_id is not null limit 1`.execute(owner.kysely)
  return rows.length === 0
}

async function fill(tx: Tx, client: ClientBase, making: Making) {
  const { plan, calendar, advance } = making
  const staff = workforceOf(await makeStaff(tx))
  await makeRota(tx)
  const bare = [...tableNames, ...searchTables]
  const restore = await takeBare(client, bare)
  // Emptied in this transaction, they need no write-ahead log: half the writing of a million contacts.
  await client.query(`truncate ${bare.join(', ')}`)
  const { isToNow, ...past } = pastPlan(plan, tx.now)
  const written = await writePast(
    tx,
    pastOf(past, { published: readLeeds(), calendar, staff }),
    copyRows(client),
    advance,
  )
  await findByWords(client)
  for (const statement of restore) await client.query(statement)
  // What follows asks all of it, and PostgreSQL has to know how much there is.
  for (const table of tableNames) await client.query(`analyze ${table}`)
  await allocateSome(tx, plan.seed)
  await mapProcess(tx)
  const { seed } = plan
  const audits = { seed, until: Temporal.Instant.fromEpochMilliseconds(past.asOf), calendar, isOwner: true }
  if (isToNow && making.present === 'first-board') {
    await beginWithBoard(tx, seed, calendar)
    await tellAudits(tx, audits)
    await beginMeetings(tx, { seed, fromDay: past.fromDay, until: tx.now, calendar }, making.meetings)
    await setActions(tx)
    await restrictSome(tx, calendar)
    await readMany(tx)
  } else {
    await tellAudits(tx, audits)
    const until = Temporal.Instant.fromEpochMilliseconds(Math.min(past.asOf, tx.now.epochMilliseconds))
    await beginMeetings(tx, { seed, fromDay: past.fromDay, until, calendar }, making.meetings)
    await beginConferences(tx, { seed, until, calendar })
    if (isToNow) await liveUpToNow(tx, plan, past.asOf, making)
  }
  return { ...written, waiting: await countWaiting(tx) }
}

const hour = 3_600_000

/**
 * A past that ended days ago is told whole. One that goes up to today ends at its first hour, so that the same plan gives the same
 * rows all day; what came since is lived, as the job does from then on.
 */
export function pastPlan(plan: SamplePlan, now: Temporal.Instant): PastPlan & { readonly isToNow: boolean } {
  const end = startOfLondonDay(plan.to.add({ days: 1 })).epochMilliseconds
  const isToNow = now.epochMilliseconds < end
  const whole = end + 46 * hour
  const asOf = isToNow ? startOfLondonDay(plan.to).epochMilliseconds : whole <= now.epochMilliseconds ? whole : end
  const { seed, contactsPerYear } = plan
  return { seed, contactsPerYear, fromDay: dayNumberOf(plan.from), toDay: dayNumberOf(plan.to), asOf, isToNow }
}

/** The hours that a past leaves open before the moment it is told from. */
const hoursLeftOpen = 35

async function liveUpToNow(tx: Tx, plan: SamplePlan, asOf: number, { calendar, meetings }: Making): Promise<void> {
  const livedThrough = Temporal.Instant.fromEpochMilliseconds(asOf - hoursLeftOpen * hour)
  await beginLife(tx, { ...plan, livedThrough })
  await liveUntil(tx, tx.now, calendar, meetings)
  await sweepThrough(tx, 8)
}

async function countWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from front_door.awaiting_outcome where authority_id = ${authorityId}`.execute(
    tx.sql,
  )
  return rows[0]?.waiting ?? 0
}
