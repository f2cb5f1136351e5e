import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem, type Role } from '#platform/access'
import type { WorkItem } from '#platform/area'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { contactArrived, type FrontDoorPeople, openFrontDoor, staffRota } from '#test/late-contacts'
import { claimContact } from './store/events.ts'
import { sweep } from './sweep/sweep.ts'
import { frontDoorWork } from './work.ts'

const { database } = await testDatabase()
const authorityId = 711
let people: FrontDoorPeople
const references = new Map<string, string>()

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

before(async () => {
  people = await openFrontDoor(database, authorityId)
  await inside(async (tx) => {
    await staffRota(tx, people.dutyManager, tx.now.subtract({ hours: 1 }), 1)
    for (const [reference, hours] of [
      ['NEW', 2],
      ['NEARLY', 21],
      ['LATE', 26],
    ] as const) {
      const receivedAt = tx.now.subtract({ hours })
      references.set(reference, await contactArrived(tx, { receivedAt, reference }))
    }
    await sweep(tx, tx.now)
  })
})

const workOf = (personId: string, role: Role): Promise<readonly WorkItem[]> =>
  inside((tx) => {
    const user = {
      personId,
      name: 'P',
      roles: [role],
      authorityId,
      authorityName: 'T',
      isSample: false,
      agencyId: null,
    }
    return frontDoorWork(tx, { user, people: [personId] })
  })

const told = (items: readonly WorkItem[]): readonly string[] => items.map(({ title, verb }) => `${title}: ${verb}`)

test('who decides now is warned of a contact before it is late, and reviews the one that is', async () => {
  const work = told(await workOf(people.dutyManager, 'duty-manager'))
  assert.deepEqual(work, ['Contact LATE: Review now', 'Contact NEARLY: Decide'])
})

test('managers who are not on duty are not warned of every contact', async () => {
  assert.deepEqual(told(await workOf(people.headOfService, 'head-of-service')), [])
})

test('whoever took a contact on finds it under their name, once', async () => {
  await inside((tx) => claimContact(tx, references.get('NEARLY') ?? '', people.socialWorker))
  const [mine] = await workOf(people.socialWorker, 'duty-social-worker')
  assert.equal(mine?.title, 'Contact NEARLY')
  assert.match(mine?.detail ?? '', /^1 child, no outcome for 21 h/)
  assert.ok(mine?.due && Temporal.Instant.compare(mine.due, Temporal.Now.instant()) > 0)
  assert.equal(told(await workOf(people.dutyManager, 'duty-manager')).length, 2)
})
