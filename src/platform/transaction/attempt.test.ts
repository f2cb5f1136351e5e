import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { conflict, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import { testDatabase } from '#test/database'
import { attempt } from './attempt.ts'
import { type Tx, transact } from './transact.ts'

const { database } = await testDatabase()
await sql`select platform.add_authority(741, 'Testshire', false)`.execute(database.kysely)
const child = (tx: Tx, reference: string) =>
  sql`insert into children.child (authority_id, id, reference) values (741, gen_random_uuid(), ${reference})`.execute(
    tx.sql,
  )

test('of several attempts one that fails leaves neither rows nor trail, and those around it stay', async () => {
  await transact(database, asSystem(741, 'test'), async (tx) => {
    for (const [reference, fails] of [
      ['one', false],
      ['two', true],
      ['three', false],
    ] as const)
      await attempt(tx, async (own) => {
        await child(own, reference)
        own.trail.changed({ action: `child.${reference}`, subjects: [], content: {} })
        return fails ? conflict('No', 'Nothing') : ok(null)
      })
  })
  await transact(database, asSystem(741, 'test'), async (tx) => {
    const { rows } = await sql<{ reference: string }>`select reference from children.child order by 1`.execute(tx.sql)
    const trail = await sql<{
      action: string
    }>`select action from trail.entry where kind = 'change' order by id`.execute(tx.sql)
    assert.deepEqual(
      rows.map(({ reference }) => reference),
      ['one', 'three'],
    )
    assert.deepEqual(
      trail.rows.map(({ action }) => action),
      ['child.one', 'child.three'],
    )
  })
})
