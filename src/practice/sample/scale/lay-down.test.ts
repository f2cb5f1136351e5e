import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { openDatabase } from '#platform/db'
import { describeSchema } from '#platform/migrations'
import { transact } from '#platform/transaction'
import { sweep } from '#practice/front-door'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { layDown } from '../index.ts'

const { database, migrationUrl } = await testDatabase()
const at = Temporal.Instant.from('2026-11-20T14:00:00Z')
const plan = {
  url: migrationUrl,
  contacts: 1700,
  open: 900,
  late: 7,
  at,
  seed: 5,
  calendar: shippedCalendar,
  children: 1500,
}

/** Asked as the tables' owner: search words are read by nobody else. */
async function countOf(from: string): Promise<number> {
  const owner = openDatabase(migrationUrl, { connections: 1 })
  const { rows } = await sql<{ many: number }>`select count(*)::integer as many from ${sql.raw(from)}`.execute(
    owner.kysely,
  )
  await owner.close()
  return rows[0]?.many ?? 0
}

let schemaBefore = ''
before(async () => {
  schemaBefore = await describeSchema(migrationUrl)
  await layDown(plan)
})

test('there are as many contacts, open ones and late ones as were asked for', async () => {
  assert.equal(await countOf('front_door.contact'), 1700)
  assert.equal(await countOf('front_door.awaiting_outcome'), 900)
  assert.equal(
    await countOf(`front_door.awaiting_outcome where received_at <= '${at}'::timestamptz - interval '24 hours'`),
    7,
  )
  assert.equal(await countOf('front_door.completed'), 800)
})

test('tables, constraints, indexes, triggers and policies are those of the migrations', async () => {
  assert.equal(await describeSchema(migrationUrl), schemaBefore)
})

test('every waiting contact has its children and no decision, every other one a decision for each child', async () => {
  const about = 'front_door.contact_child about'
  const decided =
    '(select from front_door.decision d where d.contact_id = about.contact_id and d.child_id = about.child_id)'
  const waiting = '(select from front_door.awaiting_outcome w where w.contact_id = about.contact_id)'
  assert.equal(await countOf(`${about} where exists ${decided} and exists ${waiting}`), 0)
  assert.equal(await countOf(`${about} where not exists ${decided} and not exists ${waiting}`), 0)
  assert.equal(
    await countOf(
      'front_door.contact c where not exists (select from front_door.contact_child about where about.contact_id = c.id)',
    ),
    0,
  )
})

test('a sweep at that moment opens a review for exactly the late ones', async () => {
  const swept = await transact(database, asSystem(999, 'test'), (tx) => sweep(tx, at))
  assert.equal(swept.opened.length, 7)
})

test('children have names of their own and are found by them', async () => {
  const names = await countOf('(select distinct given_name, family_name from children.child) names')
  assert.ok(names > 1000, `${names} names`)
  const { rows } = await transact(database, asSystem(999, 'test'), async (tx) => {
    const child = await sql<{ id: string; called: string }>`
      select id, given_name || ' ' || family_name as called from children.child where given_name is not null order by id desc limit 1`.execute(
      tx.sql,
    )
    return sql<{ isFound: boolean }>`
      select bool_or(child_id = ${child.rows[0]?.id}) as "isFound"
        from children.find_children(${child.rows[0]?.called}, null, 50)`.execute(tx.sql)
  })
  assert.deepEqual(rows, [{ isFound: true }])
})

test('what is found by words is what the triggers would have written', async () => {
  assert.equal(
    await countOf(`(select child_id, kind, source_id, words, sounds from children.search_text
      where parts = array_to_tsvector(string_to_array(words, ' '))
      except select id, 'name', id, children.plain(concat_ws(' ', given_name, family_name)),
                    children.sounds_of(concat_ws(' ', given_name, family_name)) from children.child
      except select child_id, 'address', id, children.plain(concat_ws(' ', lines, postcode)), '{}' from children.address) wrong`),
    0,
  )
  assert.equal(
    await countOf(`(select unnest(string_to_array(words, ' ')) from children.search_text
      except select word from children.search_word) missing`),
    0,
  )
  assert.equal(
    await countOf('children.search_text'),
    (await countOf('children.child')) + (await countOf('children.address')),
  )
})

test('a database that holds contacts already is refused', async () => {
  await assert.rejects(layDown(plan), /holds an authority already/)
})
