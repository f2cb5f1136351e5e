import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { MeasureAsked } from '#platform/area'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { openFrontDoor } from '#test/late-contacts'
import { london as at, madeEnquiry } from '../conferences/made-enquiry.ts'
import { listEnquiriesOf } from '../conferences/store/enquiries.ts'
import { recordConferenceStep, recordInterimCheck } from '../conferences/store/record.ts'
import { discussionMeasures } from './index.ts'
import { madeDiscussion } from './made-discussions.ts'

const { database } = await testDatabase()
const [discussions, conferences] = [706, 707]
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const measures = discussionMeasures({ calendar: async () => shippedCalendar })
const inside = <T>(authorityId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(database, asSystem(authorityId, 'test'), work)

/** The week of the jubilee, with its bank holidays on Thursday and Friday, and two after it. */
const june: MeasureAsked = { from: day('2022-05-30'), to: day('2022-06-20'), by: 'week', split: 'none' }

/** "2022-05-30: 1 of 2" for each point. */
const told = (authorityId: number, key: string, asked: MeasureAsked): Promise<readonly string[]> =>
  inside(authorityId, async (tx) => {
    const measure = measures.find((one) => one.key === key)
    assert.ok(measure)
    return (await measure.series(tx, asked)).map(
      ({ period, group, numerator, denominator, value }) =>
        `${period}${group === '' ? '' : ` ${group}`}: ${numerator} of ${denominator}${measure.kind === 'median' ? ` = ${value}` : ''}`,
    )
  })

let teamId = ''

before(async () => {
  const people = await openFrontDoor(database, discussions)
  teamId = people.teamId
  const allThree = ['local-authority', 'nhs', 'police'] as const
  await inside(discussions, async (tx) => {
    await madeDiscussion(tx, {
      causeAt: at('2022-05-30T09:00'),
      heldAt: at('2022-05-30T14:00'),
      attended: allThree,
      circulatedAt: at('2022-05-31T16:59'),
      teamId,
    })
    // Late by two hours, without the NHS; sent a minute after Monday's end, which is the next working day.
    await madeDiscussion(tx, {
      causeAt: at('2022-05-31T10:00'),
      heldAt: at('2022-06-01T12:00'),
      attended: ['local-authority', 'police'],
      circulatedAt: at('2022-06-06T17:01'),
    })
    // After 17:00 on Wednesday: Monday is day 0, and the fifth working day is Monday the 13th.
    const call = await madeDiscussion(tx, {
      causeAt: at('2022-06-01T17:00'),
      heldAt: at('2022-06-01T18:00'),
      isCall: true,
      attended: allThree,
    })
    await madeDiscussion(tx, {
      causeAt: at('2022-06-01T18:20'),
      dueAt: at('2022-06-13T17:00'),
      heldAt: at('2022-06-13T16:00'),
      origin: 'full-meeting',
      follows: call,
      attended: allThree,
      circulatedAt: at('2022-06-13T18:00'),
    })
    await madeDiscussion(tx, { causeAt: at('2022-06-04T10:00') })
    await madeDiscussion(tx, { causeAt: at('2022-06-03T10:00'), not: 'decided-not-to-hold' })
    await madeDiscussion(tx, { causeAt: at('2022-06-03T11:00'), not: 'cancelled' })
    // From another system's past, which does not say who was there.
    await madeDiscussion(tx, { causeAt: at('2022-05-30T09:00'), heldAt: at('2022-05-30T15:00'), origin: 'history' })
  })
})

const ofDiscussions = (key: string, asked: Partial<MeasureAsked> = {}) => told(discussions, key, { ...june, ...asked })

test('all three partners count, emergency calls too; whose attendance nobody knows is not absent', async () => {
  assert.deepEqual(await ofDiscussions('three-partners'), [
    '2022-05-30: 2 of 3',
    '2022-06-06: 0 of 0',
    '2022-06-13: 1 of 1',
  ])
  assert.equal((await ofDiscussions('three-partners-in-meetings'))[0], '2022-05-30: 1 of 2')
})

test('each partner is told apart, in the order of every page', async () => {
  assert.deepEqual(
    await ofDiscussions('partner-attendance', { by: 'whole', split: 'partner', to: day('2022-06-06') }),
    ['2022-05-30 Local authority: 3 of 3', '2022-05-30 NHS: 2 of 3', '2022-05-30 Police: 3 of 3'],
  )
})

test('a discussion that lapsed was not held in time; one decided against or cancelled is not in the share', async () => {
  // Three in time, one late, one lapsed. The full meeting's limit is in its own week.
  assert.deepEqual(await ofDiscussions('held-in-time'), [
    '2022-05-30: 3 of 5',
    '2022-06-06: 0 of 0',
    '2022-06-13: 1 of 1',
  ])
})

test('decisions not to hold one and lapsed ones are counted for themselves, cancelled ones are not', async () => {
  assert.deepEqual(await ofDiscussions('not-held', { by: 'whole', split: 'outcome' }), [
    '2022-05-30 Decided not to hold: 1 of 1',
    '2022-05-30 Lapsed: 1 of 1',
  ])
  assert.equal((await ofDiscussions('not-held'))[0], '2022-05-30: 2 of 2')
})

test('the working day for sending the record round leaps over the bank holidays, and one never sent is not in time', async () => {
  assert.deepEqual(await ofDiscussions('circulated-in-time'), [
    '2022-05-30: 1 of 3',
    '2022-06-06: 0 of 0',
    '2022-06-13: 1 of 1',
  ])
})

test('a full meeting by the fifth working day after the call is in time, and only with all three', async () => {
  assert.equal((await ofDiscussions('full-meeting-after-call'))[0], '2022-05-30: 1 of 1')
  await inside(discussions, async (tx) => {
    const call = await madeDiscussion(tx, {
      causeAt: at('2022-06-07T09:00'),
      heldAt: at('2022-06-07T10:00'),
      isCall: true,
      attended: ['police'],
    })
    await madeDiscussion(tx, {
      causeAt: at('2022-06-07T10:20'),
      dueAt: at('2022-06-14T17:00'),
      heldAt: at('2022-06-08T10:00'),
      origin: 'full-meeting',
      follows: call,
      attended: ['local-authority', 'police'],
    })
  })
  assert.equal((await ofDiscussions('full-meeting-after-call'))[1], '2022-06-06: 0 of 1')
})

test('a measure splits by team and route, and can be asked of one team alone', async () => {
  const whole = { by: 'whole', to: day('2022-06-06') } as const
  assert.deepEqual(await ofDiscussions('three-partners', { ...whole, split: 'team' }), [
    '2022-05-30 Duty and Advice Team: 1 of 1',
    '2022-05-30 No team: 1 of 2',
  ])
  assert.deepEqual(await ofDiscussions('three-partners', { ...whole, split: 'route' }), [
    '2022-05-30 Already open: 2 of 3',
  ])
  assert.deepEqual(await ofDiscussions('three-partners', { ...whole, split: 'area' }), ['2022-05-30 No area: 2 of 3'])
  assert.deepEqual(await ofDiscussions('three-partners', { ...whole, only: { teamId } }), ['2022-05-30: 1 of 1'])
})

test('a rung is answered in time by a reply, or because what was missing came before its deadline', async () => {
  await inside(discussions, async (tx) => {
    const discussionId = await madeDiscussion(tx, { causeAt: at('2022-05-30T09:00'), dueAt: at('2030-01-01T09:00') })
    await sql`insert into strategy.escalation (authority_id, id, reference, discussion_id, condition, partner, since, opened_at)
              values (${discussions}, ${discussionId}, 'E-1', ${discussionId}, 'declined', 'police', ${at('2022-05-30T10:00')},
                      ${at('2022-05-30T10:00')})`.execute(tx.sql)
    for (const [rung, opened, due] of [
      [1, '2022-05-30T10:00', '2022-05-30T12:00'],
      [2, '2022-05-30T12:00', '2022-05-30T14:00'],
      [3, '2022-05-30T14:00', '2022-05-30T16:00'],
    ] as const)
      await sql`insert into strategy.escalation_rung (authority_id, escalation_id, discussion_id, rung, to_name, opened_at, due_at, is_last)
                values (${discussions}, ${discussionId}, ${discussionId}, ${rung}, 'Somebody', ${at(opened)}, ${at(due)}, ${rung === 3})`.execute(
        tx.sql,
      )
    await sql`insert into strategy.escalation_reply (authority_id, id, escalation_id, discussion_id, rung, said, replied_at)
              values (${discussions}, gen_random_uuid(), ${discussionId}, ${discussionId}, 2, 'We come', ${at('2022-05-30T13:00')})`.execute(
      tx.sql,
    )
    await sql`insert into strategy.escalation_end (authority_id, escalation_id, discussion_id, outcome, words, ended_at)
              values (${discussions}, ${discussionId}, ${discussionId}, 'came', 'They came', ${at('2022-05-30T15:30')})`.execute(
      tx.sql,
    )
  })
  assert.deepEqual(await ofDiscussions('escalations-answered', { by: 'whole', split: 'rung' }), [
    '2022-05-30 Rung 1: 0 of 1',
    '2022-05-30 Rung 2: 1 of 1',
    '2022-05-30 Rung 3: 1 of 1',
  ])
  assert.equal((await ofDiscussions('escalations', { by: 'whole', split: 'partner' }))[0], '2022-05-30 Police: 3 of 3')
})

test('a partner is given no row of any measure', async () => {
  const partner = {
    kind: 'person',
    authorityId: discussions,
    personId: crypto.randomUUID(),
    roles: ['partner'],
  } as const
  await transact(database, partner, async (tx) => {
    const { rows } = await sql`
      select 1 from strategy.counted_discussions('due', '2020-01-01', '2030-01-01')
      union all select 1 from strategy.counted_conferences('started', '2020-01-01', '2030-01-01')
      union all select 1 from strategy.counted_late_waits(array['2022-07-03'::date])
      union all select 1 from strategy.counted_rungs('2020-01-01', '2030-01-01')`.execute(tx.sql)
    assert.equal(rows.length, 0)
  })
})

test('the conference: in time, late, awaited and from a file count; not required does not; told twice counts once', async () => {
  const { dutyManager } = await openFrontDoor(database, conferences)
  const dueOn = day('2022-06-24')
  await inside(conferences, async (tx) => {
    const family = await madeEnquiry(tx, { heldAt: at('2022-06-01T10:00'), conferenceDueOn: dueOn, children: 3 })
    const [inTime, late, waits] = await listEnquiriesOf(tx, family.discussionId, dueOn)
    assert.ok(inTime && late && waits)
    await recordConferenceStep(tx, inTime, { kind: 'held', heldOn: dueOn, ledToPlan: true })
    await recordConferenceStep(tx, late, { kind: 'held', heldOn: day('2022-06-27'), ledToPlan: false })
    const look = { checkedBy: dutyManager, isSafe: true, what: 'Seen', done: '', toldId: null, nextBy: null }
    await recordInterimCheck(tx, waits, { ...look, checkedAt: at('2022-07-04T10:00') })
    const other = await madeEnquiry(tx, { heldAt: at('2022-06-01T10:00'), conferenceDueOn: dueOn })
    const [dropped] = await listEnquiriesOf(tx, other.discussionId, dueOn)
    assert.ok(dropped)
    const required = { kind: 'not-required', reason: 'No harm was found', happenedAt: at('2022-06-20T10:00') } as const
    await recordConferenceStep(tx, dropped, required)
    const fromFile = await addChild(tx, { givenName: 'From', familyName: 'File' })
    for (const [childId, on] of [
      [fromFile, '2022-06-22'],
      // The same child and first day as one of ours: the file adds nothing.
      [inTime.childId, '2022-07-30'],
    ] as const)
      await sql`insert into case_records.section_47 (authority_id, id, child_id, on_day, occurrence, conference_on, came_from)
                values (${conferences}, gen_random_uuid(), ${childId}, '2022-06-01', 1, ${on}, 'annex-a')`.execute(
        tx.sql,
      )
  })
  const summer: MeasureAsked = { from: day('2022-06-20'), to: day('2022-07-18'), by: 'week', split: 'none' }
  assert.deepEqual(await told(conferences, 'conference-in-time', summer), [
    '2022-06-20: 2 of 4',
    '2022-06-27: 0 of 0',
    '2022-07-04: 0 of 0',
    '2022-07-11: 0 of 0',
  ])
  // 15 and, from the file, 13 working days; then 16.
  assert.deepEqual((await told(conferences, 'conference-working-days', summer)).slice(0, 2), [
    '2022-06-20: 2 of 2 = 14',
    '2022-06-27: 1 of 1 = 16',
  ])
  assert.deepEqual(await told(conferences, 'conference-in-time', { ...summer, by: 'whole', split: 'route' }), [
    '2022-06-20 Already open: 1 of 3',
    '2022-06-20 Not known: 1 of 1',
  ])
  // Late by a week from 1 July on; looked at in the week of the 4th alone.
  assert.deepEqual(await told(conferences, 'interim-plan-checked', summer), [
    '2022-06-20: 0 of 0',
    '2022-06-27: 0 of 1',
    '2022-07-04: 1 of 1',
    '2022-07-11: 0 of 1',
  ])
})

test('every measure answers by day, week and whole, over ten years and by each of its splits', async () => {
  for (const measure of measures)
    for (const split of measure.splits)
      for (const by of ['day', 'week', 'whole'] as const) {
        const from = by === 'day' ? day('2022-05-30') : day('2016-01-04')
        await inside(conferences, (tx) => measure.series(tx, { from, to: day('2022-08-01'), by, split }))
      }
})
