import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'

const { database, migrationUrl } = await testDatabase()
await sql`select platform.add_authority(801, 'Testshire', false)`.execute(database.kysely)

const next = (): Promise<string> =>
  transact(database, asSystem(801, 'test'), async (tx) => {
    const { rows } = await sql<{ reference: string }>`
      select front_door.next_reference('2026-11-21') as reference`.execute(tx.sql)
    return rows[0]?.reference ?? ''
  })

test('contacts recorded at once get references of their own, short enough to say on the telephone', async () => {
  const given = await Promise.all(Array.from({ length: 40 }, next))
  assert.equal(new Set(given).size, 40)
  assert.ok(given.every((reference) => /^C-2611-\d{4}$/.test(reference)))
})

test('the ten thousandth contact of a month is not taken for the first thousandth', async () => {
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  await owner.query("select setval('front_door.reference_801_2611', 9999)")
  await owner.end()
  assert.equal(await next(), 'C-2611-10000')
})
