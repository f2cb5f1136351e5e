import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, outcomeArrived, staffRota } from '#test/late-contacts'
import { sweepJob } from './job.ts'
import { type Swept, sweep } from './sweep.ts'

const { database } = await testDatabase()
const received = Temporal.Instant.from('2021-11-21T14:05:00Z')
const after = (hours: number, minutes = 0): Temporal.Instant => received.add({ hours, minutes })

let authorities = 100

/** A council of its own for each test, with a duty manager on the rota for the week. */
async function council() {
  authorities += 1
  const authorityId = authorities
  const people = await openFrontDoor(database, authorityId)
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
  await as((tx) => staffRota(tx, people.dutyManager, received, 7))
  return { authorityId, people, as, sweepAt: (at: Temporal.Instant): Promise<Swept> => as((tx) => sweep(tx, at)) }
}

const contactsOf = (list: readonly { readonly contact: string }[]): readonly string[] =>
  list.map(({ contact }) => contact)

test('warned at 20 hours, reviewed at 24, and told to the service manager when nobody reviews it', async () => {
  const { as, sweepAt } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received, reference: 'C-1' }))
  assert.deepEqual(await sweepAt(after(19, 59)), {
    at: '2021-11-22T10:04:00Z',
    warned: [],
    opened: [],
    climbed: [],
    alreadyOpen: 0,
  })
  assert.deepEqual(contactsOf((await sweepAt(after(20))).warned), ['C-1'])
  const [opened] = (await sweepAt(after(24))).opened
  assert.equal(opened?.contact, 'C-1')
  assert.equal(opened?.period, 1)
  assert.deepEqual(await sweepAt(after(24, 59)), {
    at: '2021-11-22T15:04:00Z',
    warned: [],
    opened: [],
    climbed: [],
    alreadyOpen: 1,
  })
  assert.deepEqual((await sweepAt(after(25))).climbed, [
    { contact: 'C-1', review: opened?.review, to: 'service-manager' },
  ])
  assert.deepEqual((await sweepAt(after(26))).climbed, [
    { contact: 'C-1', review: opened?.review, to: 'head-of-service' },
  ])
  assert.deepEqual((await sweepAt(after(30))).climbed, [])
})

test('an outcome recorded by then means no review, also when it is recorded at the last moment', async () => {
  const { as, sweepAt } = await council()
  await as(async (tx) => {
    const id = await contactArrived(tx, { receivedAt: received })
    await outcomeArrived(tx, id, { decidedAt: after(23), knownAt: after(24) })
  })
  assert.deepEqual((await sweepAt(after(24))).opened, [])
})

test('a past moment is swept from what was known then: the outcome came later', async () => {
  const { as, sweepAt } = await council()
  await as(async (tx) => {
    const id = await contactArrived(tx, { receivedAt: received, reference: 'C-1' })
    await outcomeArrived(tx, id, { decidedAt: after(30), knownAt: after(31) })
  })
  assert.deepEqual(contactsOf((await sweepAt(after(24))).opened), ['C-1'])
  assert.equal((await sweepAt(after(30))).alreadyOpen, 1)
  assert.deepEqual(await sweepAt(after(31)), {
    at: after(31).toString(),
    warned: [],
    opened: [],
    climbed: [],
    alreadyOpen: 0,
  })
})

test('a contact entered long after it was received is reviewed as soon as it is known', async () => {
  const { as, sweepAt } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received, knownAt: after(50), reference: 'C-1' }))
  assert.deepEqual((await sweepAt(after(49))).opened, [])
  const [opened] = (await sweepAt(after(50))).opened
  assert.equal(opened?.period, 2)
})

test('one child without an outcome keeps the whole contact waiting', async () => {
  const { as, sweepAt } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received, children: 3, reference: 'C-1' }))
  assert.deepEqual(contactsOf((await sweepAt(after(24))).opened), ['C-1'])
})

test('the same sweep twice changes nothing', async () => {
  const { as, authorityId, sweepAt } = await council()
  await as(async (tx) => {
    for (const hours of [0, 1, 2]) await contactArrived(tx, { receivedAt: received.subtract({ hours: hours * 30 }) })
  })
  await sweepAt(after(24))
  const before = await reviewsOf(authorityId)
  const again = await sweepAt(after(24))
  assert.deepEqual({ ...again, at: '' }, { at: '', warned: [], opened: [], climbed: [], alreadyOpen: 3 })
  assert.deepEqual(await reviewsOf(authorityId), before)
})

test('two workers sweeping at once open each review once', async () => {
  const { as, authorityId, sweepAt } = await council()
  await as(async (tx) => {
    for (let contact = 0; contact < 40; contact += 1) await contactArrived(tx, { receivedAt: received })
  })
  const both = await Promise.all([sweepAt(after(24)), sweepAt(after(24)), sweepJob.run(database, after(24))])
  const opened = both.flatMap((swept) => swept?.opened ?? [])
  assert.equal(new Set(contactsOf(opened)).size, opened.length)
  assert.equal((await reviewsOf(authorityId)).length, 40)
})

test('after downtime one review opens, and the marks that passed are counted in it', async () => {
  const { as, authorityId, sweepAt } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received }))
  const [opened] = (await sweepAt(after(100))).opened
  assert.equal(opened?.period, 4)
  assert.deepEqual(await reviewsOf(authorityId), [{ period: 4, missed: 3, rung: 'duty-manager', isGap: false }])
  const later = await sweepAt(after(103))
  assert.deepEqual(
    later.climbed.map(({ to }) => to),
    ['service-manager', 'head-of-service'],
  )
})

test('moments swept out of order are each answered from what was known then', async () => {
  const { as, sweepAt } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received, reference: 'C-1' }))
  await sweepAt(after(60))
  assert.deepEqual(
    (await sweepAt(after(24))).opened.map(({ period }) => period),
    [1],
  )
  assert.deepEqual((await sweepAt(after(24))).opened, [])
})

test('with nobody on the rota the service manager gets the review, and the gap is an alarm', async () => {
  const { as, authorityId, people } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received.subtract({ hours: 240 }) }))
  await as((tx) => sweep(tx, received.subtract({ hours: 216 })))
  assert.deepEqual(await reviewsOf(authorityId), [{ period: 1, missed: 0, rung: 'service-manager', isGap: true }])
  const { rows } = await as((tx) =>
    sql<{ assignedTo: string }>`select assigned_to from front_door.open_review`.execute(tx.sql),
  )
  assert.equal(rows[0]?.assignedTo, people.serviceManager)
})

test('a decision recorded more than an hour after it was made goes to the decider’s manager, and climbs if ignored', async () => {
  const { as, people, sweepAt } = await council()
  await as(async (tx) => {
    const [late, inTime] = [
      await contactArrived(tx, { receivedAt: received }),
      await contactArrived(tx, { receivedAt: received }),
    ]
    const decidedBy = people.dutyManager
    await outcomeArrived(tx, late, { decidedAt: after(2), knownAt: after(3, 1), decidedBy })
    await outcomeArrived(tx, inTime, { decidedAt: after(2), knownAt: after(3), decidedBy })
  })
  const openAlerts = async () => {
    const { rows } = await as((tx) =>
      sql<{ ownerId: string; dueAt: Temporal.Instant }>`
        select owner_id, due_at from front_door.to_do where kind = 'late-recording'`.execute(tx.sql),
    )
    return rows
  }
  await sweepAt(after(4))
  assert.deepEqual(await openAlerts(), [{ ownerId: people.serviceManager, dueAt: after(5) }])
  await sweepAt(after(6))
  assert.deepEqual(await openAlerts(), [{ ownerId: people.headOfService, dueAt: after(7) }])
})

test('a file of old decisions alerts nobody', async () => {
  const { as, sweepAt } = await council()
  await as(async (tx) => {
    const id = await contactArrived(tx, { receivedAt: received })
    await outcomeArrived(tx, id, { decidedAt: after(2), knownAt: after(9) })
  })
  await sweepAt(after(24 * 30))
  const { rows } = await as((tx) => sql`select 1 from front_door.late_recording`.execute(tx.sql))
  assert.equal(rows.length, 0)
})

test('the trail tells of each run what it did', async () => {
  const { as, sweepAt, authorityId } = await council()
  await as((tx) => contactArrived(tx, { receivedAt: received, reference: 'C-1' }))
  await sweepAt(after(24))
  const { rows } = await as((tx) =>
    sql<{ body: Buffer }>`
      select body from trail.entry where authority_id = ${authorityId} and action = 'front-door.swept'`.execute(tx.sql),
  )
  const told = JSON.parse(rows[0]?.body.toString() ?? '{}') as { account: Swept }
  assert.deepEqual(contactsOf(told.account.opened), ['C-1'])
})

async function reviewsOf(authorityId: number) {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ period: number; missed: number; rung: string; isGap: boolean }>`
      select period, missed, rung, is_gap from front_door.review order by id`.execute(tx.sql),
  )
  return rows
}
