import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { type Enquiry, listEnquiries, listEnquiriesOf, listSlots, unbook } from '#practice/strategy-discussions'
import { type Days, daysOf } from '../past/days.ts'
import { carryOn } from './family.ts'
import { enterSlots, mondayAt, slotsOf, weeksAhead } from './slots.ts'

export interface KeepAsked {
  readonly seed: number
  readonly until: Temporal.Instant
  readonly calendar: WorkingCalendar
}

const most = 500

/** The slots of this week and the next nine, and the families of open enquiries as far as they are. */
export async function beginConferences(tx: Tx, { seed, until, calendar }: KeepAsked): Promise<void> {
  const days = daysOf(calendar)
  const known = { ...tx, now: until.subtract({ hours: 24 * 7 * weeksAhead }) }
  const slots = weeksFrom(mondayAt(until), weeksAhead).flatMap((monday) => slotsOf(seed, monday, days))
  await enterSlots(known, slots, until)
  await carryAllOn(tx, seed, until, days)
}

/**
 * Brings conferences from the moment up to which they were kept to another: the weeks that have come into sight get their slots,
 * families are booked, wait late and are looked after, and are held. The same moment twice does nothing the second time.
 */
export async function keepConferences(
  tx: Tx,
  { seed, from, until, calendar }: KeepAsked & { readonly from: Temporal.Instant },
): Promise<void> {
  const days = daysOf(calendar)
  const [was, is] = [mondayAt(from), mondayAt(until)]
  const passed = Math.min(weeksAhead, was.until(is).total('days') / 7)
  const slots = weeksFrom(is.add({ weeks: weeksAhead - passed }), passed).flatMap((monday) =>
    slotsOf(seed, monday, days),
  )
  await enterSlots({ ...tx, now: until }, slots, until)
  await giveBackUnneeded(tx, until)
  await carryAllOn(tx, seed, until, days)
}

const weeksFrom = (monday: Temporal.PlainDate, many: number): readonly Temporal.PlainDate[] =>
  Array.from({ length: many }, (_each, at) => monday.add({ weeks: at }))

async function carryAllOn(tx: Tx, seed: number, until: Temporal.Instant, days: Days): Promise<void> {
  const asked = { isWaiting: true, today: londonDate(until), limit: most, skip: 0 } as const
  const left = await listLeftToOthers(tx)
  const waiting = (await listEnquiries(tx, asked)).enquiries.filter(({ discussionId }) => !left.has(discussionId))
  for (const family of Map.groupBy(waiting, ({ discussionId }) => discussionId).values())
    await carryOn(tx, family, { seed, until, days })
}

/** Families of whom somebody gave a slot back or took something back: they go on by hand. */
async function listLeftToOthers(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ discussionId: string }>`
    select distinct discussion_id from strategy.conference_step
     where authority_id = ${tx.who.authorityId} and kind in ('unbooked', 'corrected')`.execute(tx.sql)
  return new Set(rows.map(({ discussionId }) => discussionId))
}

/** Where no conference is required after all, the slot is free again. */
async function giveBackUnneeded(tx: Tx, until: Temporal.Instant): Promise<void> {
  const { slots } = await listSlots(tx, { from: until, isFree: false, limit: most, skip: 0 })
  const families = new Set(slots.flatMap(({ taken }) => taken?.discussionId ?? []))
  for (const discussionId of families) {
    const isUnneeded = ({ notRequired, booking }: Enquiry): boolean => notRequired !== null && booking !== null
    for (const enquiry of (await listEnquiriesOf(tx, discussionId, londonDate(until))).filter(isUnneeded))
      await unbook({ ...tx, now: until }, enquiry, 'No conference is required')
  }
}
