import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem, type Identity, type Role } from '#platform/access'
import type { ProcessEventSource } from '#platform/area'
import { type Tx, transact } from '#platform/transaction'
import { recordRestriction } from '#practice/restricted-records'
import { shippedCalendar as calendar } from '#test/calendar'
import { caseRecordsArrived } from '#test/case-records'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, outcomeArrived } from '#test/late-contacts'
import { caseRecordsProcessEvents } from '../../case-records/process-events.ts'
import { frontDoorProcessEvents } from '../../front-door/process-events.ts'
import { type DiscoverAsked, discoverProcess } from './discover.ts'
import { readPacked } from './packed.ts'

const { database } = await testDatabase()
const authorityId = 821
const sources: readonly ProcessEventSource[] = [frontDoorProcessEvents, caseRecordsProcessEvents]
const at = (time: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/London').toInstant()
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const november = { from: day('2021-11-01'), to: day('2021-12-01'), openOnly: false }
const inside = <T>(work: (tx: Tx) => Promise<T>, who: Identity = asSystem(authorityId, 'test')): Promise<T> =>
  transact(database, who, work)

let people = { socialWorker: '', dutyManager: '', headOfService: '' }

const as = (personId: string, ...roles: readonly Role[]): Identity => ({ kind: 'person', authorityId, personId, roles })

const ways = async (asked: DiscoverAsked, who?: Identity): Promise<readonly string[]> => {
  const { variants } = await inside((tx) => discoverProcess(tx, sources, asked, calendar), who)
  return variants.map(({ steps, count }) => `${count}: ${steps.join(' > ')}`)
}

before(async () => {
  people = await openFrontDoor(database, authorityId)
  await inside(async (tx) => {
    // A child whose whole way is known, on Friday at four and Monday at ten; and one on whom nothing followed.
    const whole = await contactArrived(tx, { receivedAt: at('2021-11-19T16:00') })
    await outcomeArrived(tx, whole, { decidedAt: at('2021-11-22T10:00'), knownAt: at('2021-11-22T10:05') })
    await caseRecordsArrived(tx, whole, {
      referral: day('2021-11-22'),
      assessment: [day('2021-11-23'), day('2022-01-10')],
      section47: [day('2021-11-24'), day('2021-12-14')],
    })
    const plain = await contactArrived(tx, { receivedAt: at('2021-11-30T23:30') })
    await outcomeArrived(tx, plain, { decidedAt: at('2021-12-01T09:30'), knownAt: at('2021-12-01T09:30') })
    // Before and after the month: neither is a case of it, nor are the records that follow.
    const earlier = await contactArrived(tx, { receivedAt: at('2021-10-31T10:00') })
    await outcomeArrived(tx, earlier, { decidedAt: at('2021-11-01T10:00'), knownAt: at('2021-11-01T10:00') })
    await caseRecordsArrived(tx, earlier, { referral: day('2021-11-02') })
    await contactArrived(tx, { receivedAt: at('2021-12-01T00:30') })
  })
})

const wholeWay =
  '1: contact-received > decided-assessment > referral > assessment-started > section-47-started > conference-held > assessment-authorised'

test('the cases of a month are those that began in it, followed to their end', async () => {
  assert.deepEqual(await ways(november), ['1: contact-received > decided-assessment', wholeWay])
})

test('a weekend between contact and decision is no working time', async () => {
  const { flows } = await inside((tx) => discoverProcess(tx, sources, { ...november, to: day('2021-11-30') }, calendar))
  const flow = flows.find(({ to }) => to === 'decided-assessment')
  assert.deepEqual(flow?.working, { median: 120, ninetieth: 120, measured: 1 })
})

test('a route and an area narrow it to the cases that have them', async () => {
  assert.deepEqual(await ways({ ...november, route: 'open-case' }), [])
  assert.equal((await ways({ ...november, route: 'front-door' })).length, 2)
  assert.deepEqual(await ways({ ...november, areaId: '01900000-0000-7000-8000-000000000000' }), [])
})

test('a restricted child counts in the figures whoever looks, and is in nobody’s log who may not open the record', async () => {
  await inside(async (tx) => {
    const hidden = await contactArrived(tx, { receivedAt: at('2021-11-10T10:00') })
    await outcomeArrived(tx, hidden, { decidedAt: at('2021-11-10T11:00'), knownAt: at('2021-11-10T11:00') })
    const childId = await caseRecordsArrived(tx, hidden, { referral: day('2021-11-10') })
    await recordRestriction(tx, childId, {
      kind: 'set',
      category: 'high-risk',
      reason: 'The address must not become known',
      guardianId: people.headOfService,
      reviewDueOn: day('2026-12-31'),
      readers: [],
    })
  })
  const analyst = as(people.socialWorker, 'performance-analyst')
  const worker = as(people.socialWorker, 'duty-social-worker')
  const guardian = as(people.headOfService, 'head-of-service')
  assert.equal((await ways(november, analyst)).length, 3)
  assert.deepEqual(await ways(november, worker), await ways(november, guardian))
  const open = { ...november, openOnly: true }
  assert.equal((await ways(open, worker)).length, 2)
  assert.equal((await ways(open, guardian)).length, 3)
  assert.deepEqual(await ways(open, analyst), [])
})

test('a partner gets no event, whatever is asked', async () => {
  assert.deepEqual(await ways(november, as(people.socialWorker, 'partner')), [])
})

test('the functions give numbers for children and contacts, and other ones under another key', async () => {
  const ask = (key: number) =>
    inside(async (tx) => {
      const { rows } = await sql<{ child: number }>`
        select child from front_door.process_events('2021-11-01', '2021-12-01', ${key}::bigint, false)`.execute(tx.sql)
      return rows.map(({ child }) => child)
    })
  const [one, other] = [await ask(1), await ask(2)]
  assert.ok(one.length > 0 && one.every((child) => typeof child === 'number'))
  assert.deepEqual(
    one.filter((child) => other.includes(child)),
    [],
  )
})

test('an event is unpacked as it was packed, also with many contacts and before 1970', () => {
  // Contact 70,000, second route, area 3, agency 2, role 4, referral, by day.
  const packed = (((((70_000 * 4 + 2) * 256 + 3) * 8 + 2) * 16 + 4) * 32 + 8) * 2 + 1
  assert.deepEqual(readPacked(`${packed} -86400 ${packed} 5`), [
    {
      at: -86_400_000,
      isDay: true,
      activity: 'referral',
      role: 4,
      agency: 2,
      area: 3,
      route: 'open-case',
      contact: 70_000,
    },
    { at: 5000, isDay: true, activity: 'referral', role: 4, agency: 2, area: 3, route: 'open-case', contact: 70_000 },
  ])
})
