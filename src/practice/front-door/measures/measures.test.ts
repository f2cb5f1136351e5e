import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { Measure, MeasureAsked } from '#platform/area'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, outcomeArrived } from '#test/late-contacts'
import { frontDoorMeasures } from './index.ts'

const { database } = await testDatabase()
const authorityId = 701
const at = (time: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/London').toInstant()
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** Three weeks of autumn 2021: the clocks go back on 31 October. */
const autumn = { from: day('2021-10-18'), to: day('2021-11-08'), by: 'week', split: 'none' } as const

const measure = (key: string): Measure => {
  const found = frontDoorMeasures.find((one) => one.key === key)
  assert.ok(found)
  return found
}

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

/** "2021-10-18: 1 of 2 = 0.5" for each point. */
const told = (key: string, asked: MeasureAsked): Promise<readonly string[]> =>
  inside(async (tx) =>
    (await measure(key).series(tx, asked)).map(
      ({ period, group, numerator, denominator, value }) =>
        `${period}${group === '' ? '' : ` ${group}`}: ${numerator} of ${denominator} = ${value}`,
    ),
  )

let teamId = ''
let reviewer = ''

before(async () => {
  const people = await openFrontDoor(database, authorityId)
  teamId = people.teamId
  reviewer = people.dutyManager
  await inside(async (tx) => {
    // In the first week: one in time after 23 hours, one late after 25, of which one is the team's.
    const inTime = await contactArrived(tx, { receivedAt: at('2021-10-18T10:00'), teamId, children: 2 })
    await outcomeArrived(tx, inTime, { decidedAt: at('2021-10-19T08:30'), knownAt: at('2021-10-19T09:00') })
    const late = await contactArrived(tx, { receivedAt: at('2021-10-19T10:00'), knownAt: at('2021-10-19T12:00') })
    await outcomeArrived(tx, late, { decidedAt: at('2021-10-20T09:00'), knownAt: at('2021-10-20T11:00') })
    // Over the night the clocks go back: 25 hours by the clock on the wall are 26 elapsed; noon to 11:00 is 24 exactly.
    const autumnNight = await contactArrived(tx, { receivedAt: at('2021-10-30T12:00') })
    await outcomeArrived(tx, autumnNight, { decidedAt: at('2021-10-31T11:00'), knownAt: at('2021-10-31T11:00') })
    // Still waiting, and long late.
    await contactArrived(tx, { receivedAt: at('2021-10-31T09:00') })
    await sql`
      insert into front_door.contact (authority_id, id, reference, source_system, source_contact_id, received_on, is_history,
                                      source_code, is_known_at_told)
      values (${authorityId}, gen_random_uuid(), 'H-1', 'extract', 'H-1', '2021-11-02', true, '6', false)`.execute(
      tx.sql,
    )
  })
})

test('a contact is in time when every child has an outcome within 24 elapsed hours, clock change or not', async () => {
  assert.deepEqual(await told('outcome-within-24-hours', autumn), [
    '2021-10-18: 1 of 2 = 0.5',
    '2021-10-25: 1 of 2 = 0.5',
    '2021-11-01: 0 of 0 = null',
  ])
})

test('a week with nothing in it is neither nought nor all: it has no value', async () => {
  const points = await told('re-contacts', autumn)
  assert.equal(points.at(-1), '2021-11-01: 0 of 0 = null')
})

test('a contact whose 24 hours still run is not counted yet', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London')
  const asked = { from: today.subtract({ days: 1 }), to: today.add({ days: 1 }), by: 'whole', split: 'none' } as const
  const counted = async () =>
    (await inside((tx) => measure('outcome-within-24-hours').series(tx, asked)))[0]?.denominator
  await inside((tx) => contactArrived(tx, { receivedAt: Temporal.Now.instant().subtract({ hours: 2 }) }))
  assert.equal(await counted(), 0)
})

test('the lag is the middle of the minutes from decision to record, each child’s decision counted', async () => {
  assert.deepEqual(await told('recording-lag', autumn), [
    // Two children after 30 minutes and one after two hours.
    '2021-10-18: 3 of 3 = 30',
    '2021-10-25: 1 of 1 = 0',
    '2021-11-01: 0 of 0 = null',
  ])
  const [first] = await told('recorded-within-an-hour', autumn)
  assert.equal(first, '2021-10-18: 2 of 3 = 0.6666666666666666')
})

test('the way to the record is measured from receipt, and not where nobody said when it was recorded', async () => {
  const [first, , last] = await told('entry-lag', autumn)
  assert.equal(first, '2021-10-18: 2 of 2 = 60')
  assert.equal(last, '2021-11-01: 0 of 0 = null')
})

test('history is in the yearly count of contacts by source, and never in the 24-hour measure', async () => {
  const asked = { ...autumn, by: 'whole', split: 'source' } as const
  assert.deepEqual(await told('contacts', asked), ['2021-10-18 School: 4 of 4 = 4', '2021-10-18 Police: 1 of 1 = 1'])
})

test('a measure splits by team, and can be asked of one team alone', async () => {
  const whole = { ...autumn, by: 'whole' } as const
  assert.deepEqual(await told('outcome-within-24-hours', { ...whole, split: 'team' }), [
    '2021-10-18 Duty and Advice Team: 1 of 1 = 1',
    '2021-10-18 No team: 1 of 3 = 0.3333333333333333',
  ])
  assert.deepEqual(await told('outcome-within-24-hours', { ...whole, only: { teamId } }), ['2021-10-18: 1 of 1 = 1'])
})

test('the shares of the outcomes of a period add up to the whole', async () => {
  await inside(async (tx) => {
    const advised = await contactArrived(tx, { receivedAt: at('2021-11-03T09:00') })
    await outcomeArrived(tx, advised, { decidedAt: at('2021-11-03T10:00'), knownAt: at('2021-11-03T10:00') })
    await sql`
      insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, decided_at, made_in, known_at, corrects,
                                       correction_reason)
      select authority_id, gen_random_uuid(), contact_id, child_id, 'early-help', decided_at, 'extract', now(), id, 'Mistyped'
        from front_door.decision where authority_id = ${authorityId} and contact_id = ${advised}`.execute(tx.sql)
  })
  assert.deepEqual(await told('outcome-mix', { ...autumn, by: 'whole', split: 'outcome' }), [
    '2021-10-18 Referral for assessment: 4 of 5 = 0.8',
    '2021-10-18 Early help: 1 of 5 = 0.2',
  ])
})

test('a review that nobody ran is a review not done in time', async () => {
  await inside(async (tx) => {
    const contactId = await contactArrived(tx, { receivedAt: at('2021-10-20T09:00') })
    const open = (period: number, missed: number, openedAt: Temporal.Instant) =>
      sql<{ id: string }>`
      insert into front_door.review (authority_id, id, contact_id, period, missed, opened_at, rung)
      values (${authorityId}, gen_random_uuid(), ${contactId}, ${period}, ${missed}, ${openedAt}, 'duty-manager')
      returning id`.execute(tx.sql)
    const { rows } = await open(1, 0, at('2021-10-21T09:00'))
    await sql`
      insert into front_door.review_record (authority_id, id, review_id, contact_id, kind, why_no_outcome, what_happens_now,
                                            next_at, reviewed_at, reviewed_by, known_at)
      values (${authorityId}, gen_random_uuid(), ${rows[0]?.id}, ${contactId}, 'reviewed', 'School is shut', 'Ring the head',
              ${at('2021-10-21T15:00')}, ${at('2021-10-21T09:40')}, ${reviewer}, ${at('2021-10-21T09:40')})`.execute(
      tx.sql,
    )
    await open(3, 1, at('2021-10-23T09:00'))
  })
  const [first] = await told('reviews-in-time', autumn)
  assert.equal(first, '2021-10-18: 1 of 3 = 0.3333333333333333')
})

test('a child who was brought before within twelve months is a re-contact; the same day is not', async () => {
  await inside(async (tx) => {
    const first = await contactArrived(tx, { receivedAt: at('2021-11-04T09:00') })
    for (const receivedAt of ['2021-11-04T15:00', '2021-11-05T09:00']) {
      const again = await contactArrived(tx, { receivedAt: at(receivedAt) })
      await sql`
        insert into front_door.contact_child (authority_id, contact_id, child_id)
        select authority_id, ${again}, child_id from front_door.contact_child
         where authority_id = ${authorityId} and contact_id = ${first}`.execute(tx.sql)
    }
  })
  const points = await told('re-contacts', { ...autumn, from: day('2021-11-04'), by: 'day' })
  assert.deepEqual(points.slice(0, 2), ['2021-11-04: 0 of 3 = 0', '2021-11-05: 1 of 2 = 0.5'])
})
