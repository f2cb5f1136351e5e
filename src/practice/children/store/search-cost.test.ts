import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { asSystem, type Identity } from '#platform/access'
import { transact } from '#platform/transaction'
import { addPerson } from '#practice/organisation'
import { testDatabase } from '#test/database'
import { answerOf } from '#test/outcome'
import { searchChildren } from './search.ts'

const { database, migrationUrl } = await testDatabase()
const authorityId = 901

/** Enough that reading every row would be the wrong plan. */
const children = 20_000

test('a search as the application finds by index and never reads every child', async () => {
  await sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely)
  const personId = await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    await sql`
      insert into children.child (authority_id, id, reference, given_name, family_name, date_of_birth)
      select ${authorityId}, gen_random_uuid(), 'T-' || n, substr(translate(md5(n::text), '0123456789abcdef', 'bcdfglmnprstaeio'), 1, 7),
             substr(translate(md5((n * 7)::text), '0123456789abcdef', 'bcdfglmnprstaeio'), 1, 8),
             date '2010-01-01' + (n % 5000)
        from generate_series(1, ${children}) n`.execute(tx.sql)
    return answerOf(await addPerson(tx, { name: 'Amina Khan', email: 'a@example.org', roles: ['duty-social-worker'] }))
  })
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  try {
    await owner.query('vacuum (analyze) children.search_text, children.child')
    const worker: Identity = { kind: 'person', authorityId, personId, roles: ['duty-social-worker'] }
    const before = await reads(owner)
    for (const words of ['Siobhan Macready', 'Mohammed Husain', 'Begum']) {
      await transact(database, worker, async (tx) => {
        await searchChildren(tx, { words, dateOfBirth: null })
        await sql`select pg_stat_force_next_flush()`.execute(tx.sql)
      })
    }
    const after = await reads(owner)
    assert.equal(after.sequential, before.sequential, 'a search read the whole table')
    assert.ok(after.byIndex > before.byIndex, 'no index was used')
  } finally {
    await owner.end()
  }
})

async function reads(owner: pg.Client): Promise<{ readonly sequential: number; readonly byIndex: number }> {
  await owner.query('select pg_stat_clear_snapshot()')
  const { rows } = await owner.query<{ sequential: string; by_index: string }>(
    "select seq_scan as sequential, idx_scan as by_index from pg_stat_user_tables where schemaname = 'children' and relname = 'search_text'",
  )
  const [row] = rows
  assert.ok(row)
  return { sequential: Number(row.sequential), byIndex: Number(row.by_index) }
}
