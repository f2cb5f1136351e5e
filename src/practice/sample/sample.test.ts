import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { meetingsGiven } from '#test/meetings'
import { loadSample } from './index.ts'

const { database } = await testDatabase()
const small = { days: 40, contactsPerYear: 800 }

/** The number that a query over the sample's tables answers. */
const countOf = async (from: string): Promise<number> => {
  const { rows } = await transact(database, asSystem(999, 'test'), (tx) =>
    sql<{ many: number }>`select count(*)::integer as many from ${sql.raw(from)}`.execute(tx.sql),
  )
  return rows[0]?.many ?? 0
}

test('an empty database is filled once, and one with an authority is left alone', async () => {
  assert.equal(await loadSample(database, shippedCalendar, meetingsGiven, small), true)
  assert.equal(await loadSample(database, shippedCalendar, meetingsGiven, small), false)
})

test('there is something to try on every page: waiting, late and in review, claimed work, people, a rota with a gap', async () => {
  assert.equal(await countOf('front_door.awaiting_outcome'), 17)
  assert.equal(await countOf("front_door.awaiting_outcome where received_at < now() - interval '24 hours'"), 3)
  assert.equal(await countOf('front_door.open_review'), 3)
  assert.ok((await countOf('front_door.to_do')) > 0)
  assert.ok((await countOf('organisation.person')) > 20)
})

test('its past holds together: nothing decided before it came, every late contact reviewed once', async () => {
  assert.equal(
    await countOf(
      'front_door.decision join front_door.contact on contact.id = contact_id where decided_at < received_at or decision.known_at < decided_at',
    ),
    0,
  )
  const late = "front_door.completed where completed_at > received_at + interval '24 hours'"
  assert.ok((await countOf(late)) > 0)
  assert.equal(await countOf(late), await countOf('front_door.review_record'))
})

test('it says that it is a sample', async () => {
  const { rows } = await sql<{ isSample: boolean }>`select is_sample from platform.list_authorities()`.execute(
    database.kysely,
  )
  assert.deepEqual(rows, [{ isSample: true }])
})
