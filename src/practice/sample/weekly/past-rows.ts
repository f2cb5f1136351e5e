import { sql } from 'kysely'
import { plainDateOf } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import type { Day } from '../past/days.ts'
import { type Cell, instant } from '../past/tables.ts'
import { chance, madeId, seedOf } from '../random.ts'
import { sampleStaff } from '../staff.ts'
import type { People } from './people.ts'
import { beginsAt, lastsMinutes, members, seriesId, seriesName, toldOf, weekNumberOf } from './told.ts'
import { shortMinutes, standing } from './words.ts'

const minute = 60_000
const hour = 60 * minute

/** The tables of meetings that a past is written to, in an order in which each row finds what it refers to. */
const columns = {
  'meetings.series': 'id kind recorded_at',
  'meetings.series_terms': 'id series_id name purpose place chair_id minute_taker_id recorded_at',
  'meetings.meeting': 'id series_id reference title recorded_at',
  'meetings.meeting_plan':
    'id meeting_id starts_at ends_at form place chair_id chair_name minute_taker_id minute_taker_name recorded_at',
  'meetings.meeting_end': 'meeting_id state reason recorded_at',
  'meetings.invitation': 'id meeting_id person_id agency_id name agency_name recorded_at',
  'meetings.attendance': 'id meeting_id invitation_id agency_id name agency_name attended recorded_at',
  'meetings.agenda_item': 'id meeting_id position title origin recorded_at',
  'meetings.minute': 'id meeting_id item_id text recorded_at recorded_by_name',
} as const
type Table = keyof typeof columns
const tableNames = Object.keys(columns) as readonly Table[]

export type MeetingRows = Readonly<Record<Table, Readonly<Record<string, Cell>>[]>>

const noRows = (): MeetingRows => Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as MeetingRows

export const purpose =
  'Health, police and the council look at last week’s strategy discussions and referrals together: who came, what was not held, what to change.'
export const place = 'Alder House, room 3'

/** The series itself. */
export function seriesRows(at: number, people: People): MeetingRows {
  const rows = noRows()
  rows['meetings.series'].push({ id: seriesId, kind: 'referral-review', recorded_at: instant(at) })
  rows['meetings.series_terms'].push({
    id: madeId(chance(seedOf(0, 'terms', 0)), at),
    series_id: seriesId,
    name: seriesName,
    purpose,
    place,
    chair_id: people.idOf(members.chair),
    minute_taker_id: sampleStaff.minuteTaker,
    recorded_at: instant(at),
  })
  return rows
}

/** Of meetings long ago: that they were held, who came, and short minutes. */
export function pastRows(seed: number, days: readonly Day[], people: People): MeetingRows {
  const rows = noRows()
  const inMonth = new Map<string, number>()
  for (const day of days) {
    const month = `${String(day.year).slice(2)}${String(day.month).padStart(2, '0')}`
    const number = (inMonth.get(month) ?? 0) + 1
    inMonth.set(month, number)
    addMeeting(rows, seed, day, `M-${month}-${String(number).padStart(4, '0')}`, people)
  }
  return rows
}

function addMeeting(rows: MeetingRows, seed: number, day: Day, reference: string, people: People): void {
  const week = weekNumberOf(plainDateOf(day.number))
  const dice = chance(seedOf(seed, 'weekly review rows', week))
  const { cancelledBecause, came } = toldOf(seed, week)
  const startsAt = beginsAt(day)
  const plannedAt = instant(startsAt - 7 * 24 * hour)
  const heldAt = instant(startsAt + (cancelledBecause === null ? 2 * hour : -3 * hour))
  const id = madeId(dice, startsAt - 7 * 24 * hour)
  rows['meetings.meeting'].push({ id, series_id: seriesId, reference, title: seriesName, recorded_at: plannedAt })
  rows['meetings.meeting_plan'].push({
    id: madeId(dice, startsAt),
    meeting_id: id,
    starts_at: instant(startsAt),
    ends_at: instant(startsAt + lastsMinutes * minute),
    form: 'mixed',
    place,
    chair_id: people.idOf(members.chair),
    chair_name: members.chair,
    minute_taker_id: sampleStaff.minuteTaker,
    minute_taker_name: members.minuteTaker,
    recorded_at: plannedAt,
  })
  const state = cancelledBecause === null ? 'held' : 'cancelled'
  rows['meetings.meeting_end'].push({ meeting_id: id, state, reason: cancelledBecause ?? '', recorded_at: heldAt })
  for (const { personId, agencyId, name, agencyName } of people.invited) {
    const who = { agency_id: agencyId, name, agency_name: agencyName }
    const invitationId = madeId(dice, startsAt)
    rows['meetings.invitation'].push({
      id: invitationId,
      meeting_id: id,
      person_id: personId,
      ...who,
      recorded_at: plannedAt,
    })
    if (cancelledBecause === null)
      rows['meetings.attendance'].push({
        ...{ id: madeId(dice, startsAt), meeting_id: id, invitation_id: invitationId, ...who },
        ...{ attended: came[name] ?? 'apologies', recorded_at: heldAt },
      })
  }
  if (cancelledBecause !== null) return
  const itemId = madeId(dice, startsAt)
  const about = { meeting_id: id, recorded_at: plannedAt }
  rows['meetings.agenda_item'].push({ ...about, id: itemId, position: 1, title: standing.attendance, origin: 'own' })
  rows['meetings.minute'].push({
    ...{ id: madeId(dice, startsAt), meeting_id: id, item_id: itemId, text: dice.pick(shortMinutes) },
    ...{ recorded_at: heldAt, recorded_by_name: members.minuteTaker },
  })
}

/** Writes them, and has the product number its next meetings after them. */
export async function writeRows(tx: Tx, rows: MeetingRows): Promise<void> {
  for (const table of tableNames) {
    if (rows[table].length === 0) continue
    const names = sql.raw(columns[table].replaceAll(' ', ', '))
    await sql`
      insert into ${sql.raw(table)} (authority_id, ${names})
      select ${tx.who.authorityId}, ${names}
        from json_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows[table])}::json)`.execute(tx.sql)
  }
  const days = rows['meetings.meeting_plan'].map(({ starts_at }) => String(starts_at))
  await sql`
    select meetings.next_reference((day::timestamptz at time zone 'Europe/London')::date)
      from unnest(${days}::text[]) as day`.execute(tx.sql)
}

/** What follows looks into these tables often, and PostgreSQL has to know how much is in them. Only their owner is heeded. */
export const analyseRows = async (tx: Tx): Promise<void> =>
  void (await sql`analyze ${sql.raw([...tableNames, 'meetings.confirmation'].join(', '))}`.execute(tx.sql))
