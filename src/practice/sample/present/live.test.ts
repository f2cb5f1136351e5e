import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { meetingsGiven } from '#test/meetings'
import { loadSample } from '../index.ts'
import { keepAlive } from './job.ts'
import { beginLife } from './store.ts'

const { database } = await testDatabase()
const alive = keepAlive(meetingsGiven)
let now: Temporal.Instant

const countOf = (from: string, authorityId = 999): Promise<number> =>
  transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const { rows } = await sql<{ many: number }>`select count(*)::integer as many from ${sql.raw(from)}`.execute(tx.sql)
    return rows[0]?.many ?? 0
  })

const everything = async (): Promise<readonly number[]> => [
  await countOf('front_door.contact'),
  await countOf('front_door.decision'),
  await countOf('front_door.awaiting_outcome'),
  await countOf('front_door.contact_event'),
]

before(async () => {
  await loadSample(database, shippedCalendar, meetingsGiven, { days: 20, contactsPerYear: 500 })
  now = await transact(database, asSystem(999, 'test'), async (tx) => tx.now)
})

test('a day later new contacts have come, most old ones are decided, and the board is not only overdue', async () => {
  const tomorrow = now.add({ hours: 26 })
  const old = 'front_door.awaiting_outcome where received_at < '
  await alive.run(database, tomorrow)
  assert.ok((await countOf(`front_door.contact where received_at > '${now}'`)) > 0)
  const waiting = await countOf('front_door.awaiting_outcome')
  const late = await countOf(`${old} '${tomorrow}'::timestamptz - interval '24 hours'`)
  assert.ok(waiting > late, `${late} of ${waiting} are late`)
  assert.ok(late <= 4, `${late} are late`)
})

test('twice for the same hour does nothing the second time, whoever asks at once', async () => {
  const done = await everything()
  await Promise.all([alive.run(database, now.add({ hours: 26 })), alive.run(database, now.add({ hours: 26 }))])
  assert.deepEqual(await everything(), done)
})

test('after downtime of some days it catches up, and what was decided is followed up', async () => {
  const contacts = await countOf('front_door.contact')
  await alive.run(database, now.add({ hours: 24 * 6 }))
  const more = (await countOf('front_door.contact')) - contacts
  assert.ok(more > 20 && more < 120, `${more} contacts in five days`)
  assert.equal(await countOf("sample.to_come where step = 'decide' and due_at < now()"), 0)
  assert.ok((await countOf("front_door.contact_event where kind = 'referrer-told'")) > 0)
})

test('a contact that somebody was quicker with is left as it is', async () => {
  const at = now.add({ hours: 24 * 6 })
  const contactId = await transact(database, asSystem(999, 'test'), async (tx) => {
    const { rows } = await sql<{ contactId: string }>`
      select contact_id from sample.to_come where step = 'decide' order by contact_id limit 1`.execute(tx.sql)
    const id = rows[0]?.contactId ?? ''
    await sql`update sample.to_come set due_at = ${at} where contact_id = ${id}`.execute(tx.sql)
    // As it stands once somebody has given every child an outcome.
    await sql`delete from front_door.awaiting_outcome where contact_id = ${id}`.execute(tx.sql)
    return id
  })
  await alive.run(database, at.add({ hours: 1 }))
  assert.equal(await countOf(`front_door.decision where contact_id = '${contactId}'`), 0)
  assert.equal(await countOf(`sample.to_come where contact_id = '${contactId}' and step = 'decide'`), 0)
})

test('a real authority has no such life, and can be given none', async () => {
  await sql`select platform.add_authority(383, 'Leeds City Council', false)`.execute(database.kysely)
  await alive.run(database, now.add({ hours: 24 * 7 }))
  assert.equal(await countOf('front_door.contact', 383), 0)
  await assert.rejects(
    transact(database, asSystem(383, 'test'), (tx) =>
      beginLife(tx, { seed: 1, contactsPerYear: 100, livedThrough: now }),
    ),
    /row-level security/,
  )
})

test('discussions that became due are held by made-up people, and what follows comes day by day, once', async () => {
  await transact(database, asSystem(999, 'test'), async (tx) => {
    await sql`
      insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, decided_at, made_in, corrects, correction_reason, known_at)
      select authority_id, gen_random_uuid(), contact_id, child_id, 'strategy-discussion', ${now}, 'extract', id, 'Worse', ${now}
        from front_door.standing_decision where outcome = 'information-and-advice' order by contact_id limit 6`.execute(
      tx.sql,
    )
  })
  const due = await countOf('strategy.discussion')
  const lived = async (days: number) => {
    await alive.run(database, now.add({ hours: 24 * days }))
    const tables = ['settlement', 'attendance', 'record', 'circulation', 'section_47', 'conference_step']
    return Promise.all(tables.map((table) => countOf(`strategy.${table}`)))
  }
  const [weekOn, laterOn] = [await lived(14), await lived(15)]
  assert.ok((await countOf('strategy.discussion')) > due)
  const [held = 0, , , circulated = 0] = weekOn
  assert.ok(held > 0 && circulated > 0)
  assert.ok(laterOn.every((many, at) => many >= (weekOn[at] ?? 0)))
  const twice = await countOf(`(select from strategy.settlement group by discussion_id having count(*) > 1) as twice`)
  assert.equal(twice, 0)
})
