import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { openFrontDoor } from '#test/late-contacts'
import { london, madeEnquiry } from '../made-enquiry.ts'
import { interimCheckDueOn } from '../rules/limits.ts'
import { listEnquiries } from './enquiries.ts'
import { recordInterimCheck } from './record.ts'

const { database } = await testDatabase()
const authorityId = 705
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const day = (text: string) => Temporal.PlainDate.from(text)
let checker = ''

before(async () => {
  checker = (await openFrontDoor(database, authorityId)).socialWorker
})

test('week by week, a child is on the list of looks that are due on exactly the days on which one is', async () => {
  const conferenceDueOn = day('2022-06-24')
  const { discussionId } = await inside((tx) =>
    madeEnquiry(tx, { heldAt: london('2022-06-01T10:00'), conferenceDueOn }),
  )
  const listedOn = (today: Temporal.PlainDate) =>
    inside(async (tx) => {
      const asked = { discussionId, isWaiting: true, limit: 5, skip: 0, today } as const
      const due = await listEnquiries(tx, { ...asked, show: 'check-due' })
      const [waiting] = (await listEnquiries(tx, asked)).enquiries
      assert.ok(waiting)
      const next = interimCheckDueOn(waiting.conferenceDueOn, waiting.lastCheck?.at ?? null)
      assert.equal(due.total === 1, Temporal.PlainDate.compare(today, next) >= 0, `${today}, next ${next}`)
      return due.total === 1
    })
  const firstDue = async (from: string) => {
    for (let today = day(from); ; today = today.add({ days: 1 })) if (await listedOn(today)) return today.toString()
  }
  const look = (at: string) =>
    inside(async (tx) => {
      const { enquiries } = await listEnquiries(tx, { discussionId, today: day('2022-07-01'), limit: 1, skip: 0 })
      const [enquiry] = enquiries
      assert.ok(enquiry)
      const given = {
        checkedAt: london(at),
        checkedBy: checker,
        isSafe: true,
        what: 'Seen',
        done: '',
        toldId: null,
        nextBy: null,
      }
      await recordInterimCheck(tx, enquiry, given)
    })
  assert.equal(await firstDue('2022-06-20'), '2022-07-01')
  await look('2022-06-21T12:00')
  assert.equal(await firstDue('2022-06-20'), '2022-07-01')
  await look('2022-07-01T23:40')
  assert.equal(await firstDue('2022-07-01'), '2022-07-08')
  await look('2022-07-06T09:00')
  assert.equal(await firstDue('2022-07-06'), '2022-07-13')
})

test('a child who was taken off the discussion again waits for no conference', async () => {
  const { discussionId, childIds } = await inside((tx) =>
    madeEnquiry(tx, { heldAt: london('2022-06-01T10:00'), conferenceDueOn: day('2022-06-24'), children: 2 }),
  )
  await inside((tx) =>
    sql`insert into strategy.discussion_child_removal (authority_id, discussion_id, child_id, reason)
        values (${authorityId}, ${discussionId}, ${childIds[0]}, 'Another family')`.execute(tx.sql),
  )
  const asked = { discussionId, isWaiting: true, today: day('2022-06-10'), limit: 5, skip: 0 } as const
  const { enquiries } = await inside((tx) => listEnquiries(tx, asked))
  assert.deepEqual(
    enquiries.map(({ childId }) => childId),
    childIds.slice(1),
  )
  await inside(async (tx) => {
    const { rows } =
      await sql`select from strategy.waiting_for_conference where discussion_id = ${discussionId}`.execute(tx.sql)
    assert.equal(rows.length, 1)
  })
})
