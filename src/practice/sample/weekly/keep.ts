import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, londonDate, startOfLondonDay, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import {
  cancelTold,
  confirmMany,
  findSeries,
  issueTold,
  listAttendance,
  listMeetings,
  listPacks,
  type Meeting,
  type MeetingsDeps,
  mondayOf,
  planTold,
  type Series,
} from '#practice/meetings'
import { type Days, daysOf } from '../past/days.ts'
import { made } from '../staff.ts'
import { followActions } from './actions.ts'
import { hold } from './hold.ts'
import { analyseRows, pastRows, place, seriesRows, writeRows } from './past-rows.ts'
import { type People, peopleOf } from './people.ts'
import { beginsAt, lastsMinutes, meetingDays, members, seriesId, toldOf, topicsOf, weekNumberOf } from './told.ts'
import { standing } from './words.ts'

const day = 86_400_000
/** The meetings before these are told with who came and a line or two. */
const toldInFull = 8
/** Minutes are typed after the meeting; the pack is made on Monday morning. */
const writtenAfter = { minutes: lastsMinutes + 90 }
const packHour = 8
/** After a longer sleep the weeks before these stay empty. */
const daysToCatchUp = 60

interface Keeping {
  readonly tx: Tx
  readonly seed: number
  readonly until: Temporal.Instant
  readonly days: Days
  readonly people: People
  readonly series: Series
  readonly deps: MeetingsDeps
}

export interface Begun {
  readonly seed: number
  /** The first day of the sample, as a day number. */
  readonly fromDay: number
  readonly until: Temporal.Instant
  readonly calendar: WorkingCalendar
}

/** The weekly meeting from its first to its next: long ago thinly, the last weeks in full, and last week's pack issued. */
export async function beginMeetings(tx: Tx, begun: Begun, deps: MeetingsDeps): Promise<void> {
  const { seed, fromDay, until, calendar } = begun
  const people = await peopleOf(tx)
  const held = meetingDays(daysOf(calendar), fromDay, dayNumberOf(londonDate(until))).filter(
    (each) => beginsAt(each) < until.epochMilliseconds,
  )
  const [first] = held
  await writeRows(tx, seriesRows(first === undefined ? until.epochMilliseconds : beginsAt(first) - 14 * day, people))
  const long = held.slice(0, -toldInFull)
  await writeRows(tx, pastRows(seed, long, people))
  await confirmEach(tx)
  if (long.length > 0) await analyseRows(tx)
  tx.trail.ran('sample.meetings-laid-down', { meetings: long.length })
  await keepMeetings(tx, { ...begun, isBeginning: true }, deps)
}

/** Each is confirmed at the next one that was held. */
async function confirmEach(tx: Tx): Promise<void> {
  const { meetings } = await listMeetings(tx, { seriesId, state: 'held', order: 'earliest', limit: 1000 })
  await confirmMany(
    tx,
    meetings.flatMap((meeting, at) => {
      const next = meetings[at + 1]
      if (next === undefined) return []
      return [{ meetingId: meeting.id, atMeetingId: next.id, at: next.endsAt, recordedByName: members.minuteTaker }]
    }),
  )
}

export interface KeepAsked extends Omit<Begun, 'fromDay'> {
  /** A first start has its pack at whatever hour. */
  readonly isBeginning?: boolean
}

/**
 * Brings the weekly meeting up to a moment: what has passed is held with its minutes, the next is planned, last week's pack is
 * issued, actions go on. Twice for the same moment does nothing the second time. What somebody recorded is left to them; a series
 * that was ended, or that is not there, stays so.
 */
export async function keepMeetings(tx: Tx, asked: KeepAsked, deps: MeetingsDeps): Promise<void> {
  const { seed, until, calendar, isBeginning = false } = asked
  const series = await findSeries(tx, seriesId)
  if (series === null || series.isEnded) return
  const keeping: Keeping = { tx, seed, until, days: daysOf(calendar), people: await peopleOf(tx), series, deps }
  let last = (await listMeetings(tx, { seriesId, limit: 1 })).meetings[0] ?? null
  for (;;) {
    if (last !== null) await goThrough(keeping, last, isBeginning)
    if (last !== null && isBefore(until, overAt(last))) break
    const next = await planNext(keeping, last)
    if (next === null) break
    last = next
  }
  await followActions(tx, { seed, until })
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean => Temporal.Instant.compare(one, other) < 0

/** When it is over and written up. */
const overAt = ({ startsAt }: Pick<Meeting, 'startsAt'>): Temporal.Instant => startsAt.add(writtenAfter)

async function goThrough(keeping: Keeping, meeting: Meeting, isBeginning: boolean): Promise<void> {
  const { tx, seed, until } = keeping
  if (meeting.state !== 'planned') return
  const { cancelledBecause } = toldOf(seed, weekNumberOf(londonDate(meeting.startsAt)))
  const cancelledAt = meeting.startsAt.subtract({ hours: 3 })
  if (cancelledBecause !== null && !isBefore(until, overAt(meeting))) {
    if (await isUntouched(tx, meeting)) await cancelTold({ ...tx, now: cancelledAt }, meeting.id, cancelledBecause)
    return
  }
  await issueDue(keeping, meeting, isBeginning)
  if (isBefore(until, overAt(meeting)) || !(await isUntouched(tx, meeting))) return
  await hold({ ...keeping, tx: { ...tx, now: overAt(meeting) } }, meeting)
}

const isUntouched = async (tx: Tx, meeting: Meeting): Promise<boolean> =>
  !meeting.hasMinutes && (await listAttendance(tx, meeting.id)).length === 0

/** The pack of the week before, from Monday morning on, for the first meeting that can look at it. */
async function issueDue({ tx, series, deps, until }: Keeping, meeting: Meeting, isBeginning: boolean): Promise<void> {
  const monday = mondayOf(londonDate(until))
  const midnight = startOfLondonDay(monday)
  const dueAt = midnight.add({ hours: packHour })
  if (isBefore(meeting.startsAt, midnight) || (!isBeginning && isBefore(until, dueAt))) return
  const week = monday.subtract({ days: 7 })
  if ((await listPacks(tx, { seriesId, week })).packs.length > 0) return
  const now = isBefore(until, dueAt) ? until : dueAt
  made(await issueTold({ ...tx, now }, deps, { series, meeting, week, issuedByName: members.chair }))
}

/** Plans the next meeting as the last one ends, and hands over what goes on. Null past the days that are known. */
async function planNext(keeping: Keeping, last: Meeting | null): Promise<Meeting | null> {
  const { tx, days, until, people, series } = keeping
  const earliest = dayNumberOf(londonDate(until)) - daysToCatchUp
  const from = last === null ? earliest : Math.max(earliest, dayNumberOf(londonDate(last.startsAt)) + 1)
  const [next] = meetingDays(days, from, from + 40)
  const chairId = people.idOf(members.chair)
  if (next === undefined || chairId === '') return null
  const startsAt = Temporal.Instant.fromEpochMilliseconds(beginsAt(next))
  const weekBefore = startsAt.subtract({ hours: 24 * 7 })
  const plannedAt = last !== null && isBefore(weekBefore, overAt(last)) ? overAt(last) : weekBefore
  return planTold({ ...tx, now: isBefore(until, plannedAt) ? until : plannedAt }, series, {
    plan: {
      startsAt,
      endsAt: startsAt.add({ minutes: lastsMinutes }),
      ...{ form: 'mixed', place, chairId, chairName: members.chair },
      minuteTakerId: people.idOf(members.minuteTaker) || null,
      minuteTakerName: members.minuteTaker,
    },
    agenda: agendaOf(weekNumberOf(londonDate(startsAt))),
    invited: people.invited,
  })
}

const agendaOf = (week: number): readonly string[] => [
  standing.actions,
  standing.attendance,
  ...topicsOf(week).map(({ title }) => title),
]
