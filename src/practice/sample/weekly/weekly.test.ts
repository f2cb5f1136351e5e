import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem, type PersonIdentity } from '#platform/access'
import { transact } from '#platform/transaction'
import { listMeetings, listPacks } from '#practice/meetings'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { meetingsGiven } from '#test/meetings'
import { loadSample } from '../index.ts'
import { daysOf } from '../past/days.ts'
import { keepAlive } from '../present/job.ts'
import { meetingDays, seriesId, toldOf } from './told.ts'

const { database } = await testDatabase()
const alive = keepAlive(meetingsGiven)
let now: Temporal.Instant

const rowsOf = async <Row>(query: string, who: Parameters<typeof transact>[1] = asSystem(999, 'test')) =>
  (await transact(database, who, (tx) => sql<Row>`${sql.raw(query)}`.execute(tx.sql))).rows

const countOf = async (from: string, who?: PersonIdentity): Promise<number> =>
  (await rowsOf<{ many: number }>(`select count(*)::integer as many from ${from}`, who))[0]?.many ?? 0

const tables = [
  'meeting',
  'meeting_plan',
  'meeting_end',
  'invitation',
  'agenda_item',
  'attendance',
  'minute',
  'decision',
  'carried_forward',
  'confirmation',
  'pack',
  'pack_version',
].map((name) => `meetings.${name}`)
const kept = [
  ...tables,
  'actions.action',
  'actions.action_step',
  'strategy.conference_slot',
  'strategy.conference_step',
  'strategy.interim_check',
  'strategy.section_47_end',
]
const everything = async (): Promise<readonly number[]> => {
  const counts: number[] = []
  for (const table of kept) counts.push(await countOf(table))
  return counts
}

const state = `from meetings.standing_meeting where series_id = '${seriesId}'`

before(async () => {
  await loadSample(database, shippedCalendar, meetingsGiven, { days: 120, contactsPerYear: 500 })
  now = await transact(database, asSystem(999, 'test'), async (tx) => tx.now)
})

test('at a first start the last meetings are written up and confirmed, and the next one stands with its agenda', async () => {
  const { meetings } = await transact(database, asSystem(999, 'test'), (tx) => listMeetings(tx, { seriesId }))
  const [next, last, ...earlier] = meetings
  assert.equal(next?.state, 'planned')
  assert.ok(next && Temporal.Instant.compare(next.endsAt.add({ hours: 2 }), now) > 0)
  assert.ok(
    Temporal.Instant.compare(next.startsAt, now.add({ hours: 24 * 21 })) < 0,
    'within three weeks, Christmas too',
  )
  assert.ok((await countOf(`meetings.standing_agenda_item where meeting_id = '${next.id}'`)) >= 4)
  assert.notEqual(last?.state, 'planned')
  for (const meeting of earlier) {
    if (meeting.state === 'cancelled') continue
    assert.equal(meeting.state, 'held')
    assert.ok(meeting.hasMinutes && meeting.confirmedAt !== null, `${meeting.reference} is confirmed`)
  }
  const came = await rowsOf<{ attended: string }>('select distinct attended from meetings.attendance')
  assert.ok(came.some(({ attended }) => attended === 'apologies'))
  assert.ok((await countOf('meetings.carried_forward')) > 0)
  assert.ok((await countOf("meetings.agenda_item where origin = 'carried'")) > 0)
})

test('nothing of a meeting is recorded before it began, and none of its minutes later than its day', async () => {
  const early = `meetings.attendance came join meetings.standing_meeting met on met.id = came.meeting_id where came.recorded_at < met.starts_at`
  assert.equal(await countOf(early), 0)
  const late = `meetings.minute said join meetings.standing_meeting met on met.id = said.meeting_id
     where (said.recorded_at at time zone 'Europe/London')::date <> (met.starts_at at time zone 'Europe/London')::date`
  assert.equal(await countOf(late), 0)
})

test('what the meetings agreed is in the register: owners of every agency, some verified by somebody else, some overdue', async () => {
  const from = `actions.action_now stands join actions.action action on action.id = stands.action_id
    where action.from_kind = 'meeting' and action.from_id is not null`
  assert.ok((await countOf(`${from} and stands.owner_agency_id is null`)) > 0)
  assert.equal(
    (await rowsOf(`select distinct stands.owner_agency_id from ${from} and stands.owner_agency_id is not null`)).length,
    2,
  )
  assert.ok((await countOf(`${from} and stands.state = 'verified'`)) > 0)
  assert.ok((await countOf(`${from} and stands.state = 'open' and stands.due_on < current_date`)) > 0)
  const own = `${from} and stands.state = 'verified' and exists (select from actions.action_step step
    where step.action_id = action.id and step.kind = 'verified' and step.recorded_by is not distinct from stands.done_by)`
  assert.equal(await countOf(own), 0)
})

test('last week’s pack is issued once, with a copy for the authority, for health and for the police', async () => {
  const { packs } = await transact(database, asSystem(999, 'test'), (tx) => listPacks(tx, { seriesId }))
  assert.equal(packs.length, 1)
  const copies = await rowsOf<{ agencyName: string; content: string }>(
    'select agency_name, content from meetings.pack_version order by agency_name',
  )
  assert.deepEqual(
    copies.map(({ agencyName }) => agencyName),
    ['', 'Aldershire Community NHS', 'Aldershire Police'],
  )
  for (const { content } of copies) assert.match(content, /Who came to strategy discussions/)
})

test('a partner sees the meetings, and of the pack their agency’s copy and nothing else', async () => {
  const people = await rowsOf<{ id: string; agencyId: string; name: string }>(
    "select id, agency_id, name from organisation.person where name in ('Dawn Pickering', 'Neil Stubbs') order by name",
  )
  assert.equal(people.length, 2)
  for (const { id, agencyId } of people) {
    const who: PersonIdentity = { kind: 'person', authorityId: 999, personId: id, roles: ['partner'] }
    assert.equal(await countOf('meetings.meeting', who), await countOf('meetings.meeting'))
    assert.deepEqual(await rowsOf('select distinct agency_id from meetings.pack_version', who), [{ agencyId }])
    assert.equal(await countOf('meetings.pack_version', who), 1)
    for (const hidden of ['meetings.series', 'meetings.pack_sample', 'meetings.pack_seed', 'strategy.conference_slot'])
      assert.equal(await countOf(hidden, who), 0, hidden)
    assert.equal(await countOf(`actions.action_now where owner_agency_id is distinct from '${agencyId}'`, who), 0)
  }
})

test('there are slots for ten weeks, some without a minute-taker, some booked; and a late child whose plan is looked at', async () => {
  const weeks = await rowsOf(
    "select distinct date_trunc('week', starts_at) as week from strategy.standing_conference_slot",
  )
  assert.ok(weeks.length >= 9 && weeks.length <= 10, `${weeks.length} weeks`)
  assert.ok((await countOf('strategy.standing_conference_slot where minute_taker_id is null')) > 3)
  assert.ok((await countOf("strategy.standing_conference_step where kind = 'booked'")) > 0)
  const late = `strategy.waiting_for_conference waits where conference_due_on < current_date
    and exists (select from strategy.standing_conference_step said where said.section_47_id = waits.id and said.kind = 'late-because')
    and (select count(*) from strategy.interim_check looked where looked.section_47_id = waits.id) >= 1`
  assert.ok((await countOf(late)) > 0)
})

test('three weeks later the meetings were held, one pack more stands, slots reach as far ahead, and twice changes nothing', async () => {
  const held = await countOf(`(select id ${state} and state = 'held') as held`)
  const later = now.add({ hours: 24 * 21 })
  for (const days of [7, 14, 21]) await alive.run(database, now.add({ hours: 24 * days }))
  assert.ok((await countOf(`(select id ${state} and state <> 'planned') as over`)) > held)
  assert.equal(await countOf(`(select id ${state} and state = 'planned') as planned`), 1)
  assert.ok((await countOf('meetings.pack')) > 1)
  assert.equal(await countOf('(select from meetings.pack group by week having count(*) > 1) as twice'), 0)
  const [furthest] = await rowsOf<{ far: boolean }>(
    `select max(starts_at) > '${later}'::timestamptz + interval '8 weeks' as far from strategy.standing_conference_slot`,
  )
  assert.equal(furthest?.far, true)
  const heldHere = `strategy.standing_conference_step where kind = 'held' and known_at > '${now}'`
  assert.ok((await countOf(heldHere)) > 0, 'conferences were held in their slots')
  const done = await everything()
  await Promise.all([alive.run(database, later), alive.run(database, later)])
  await alive.run(database, later.add({ minutes: 10 }))
  assert.deepEqual(await everything(), done)
})

test('a series that somebody ended is left alone', async () => {
  await rowsOf(`insert into meetings.series_terms (authority_id, id, series_id, name, is_ended, reason)
    values (999, gen_random_uuid(), '${seriesId}', 'Ended', true, 'No longer needed')`)
  const meetings = await countOf('meetings.meeting')
  await alive.run(database, now.add({ hours: 24 * 40 }))
  assert.equal(await countOf('meetings.meeting'), meetings)
})

test('the same seed tells the same meetings: on Wednesdays that are working days, from September 2021', () => {
  const days = daysOf(shippedCalendar)
  const met = meetingDays(days, 0, days.workingDayAfter(20_000, 10))
  assert.equal(new Date(met[0]?.startsAt ?? 0).toISOString().slice(0, 10), '2021-09-07')
  assert.ok(met.every(({ startsAt, isWorking }) => isWorking && new Date(startsAt + 7_200_000).getUTCDay() === 3))
  for (let week = 0; week < 300; week += 7) assert.deepEqual(toldOf(5, week), toldOf(5, week))
  assert.notDeepEqual(
    Array.from({ length: 10 }, (_each, week) => toldOf(5, week).came),
    Array.from({ length: 10 }, (_each, week) => toldOf(6, week).came),
  )
})
