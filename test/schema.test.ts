import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { describeSchema } from '#platform/migrations'
import { testDatabase } from '#test/database'

const file = new URL('../migrations/schema.txt', import.meta.url)
const { database, migrationUrl } = await testDatabase()
const schema = await describeSchema(migrationUrl)

// `npm run schema` sets this after a migration; what changed then shows in review.
if (process.env['LOS_WRITE_SCHEMA'] === 'yes') writeFileSync(file, schema)

test('the schema is what migrations/schema.txt says; after a migration run "npm run schema"', () => {
  assert.equal(schema, readFileSync(file, 'utf8'))
})

test('every table of ours is under row-level security, except the one that holds no record of anybody', () => {
  const open = [...schema.matchAll(/^(\S+) OFF$/gm)].map(([, table]) => table)
  assert.deepEqual(open, ['platform.sign_in_failure'])
})

test('authority_id leads every primary and unique key', async () => {
  const { rows } = await database.pool.query<{ key: string }>(`
    select n.nspname || '.' || c.relname || ' ' || con.conname as key
      from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = con.conkey[1]
     where con.contype in ('p', 'u') and n.nspname not in ('pgboss', 'migration', 'pg_catalog')
       and a.attname <> 'authority_id'`)
  assert.deepEqual(rows, [])
})

test('whatever is guarded as a fact gives the application no right to change or remove it', () => {
  const facts = [
    ...schema.matchAll(/^(\S+) CREATE TRIGGER \S+ BEFORE DELETE OR UPDATE .* platform\.refuse_change\(\)$/gm),
  ].map(([, table]) => table)
  assert.ok(facts.length > 30, `only ${facts.length} tables of facts`)
  const rights = new Map([...schema.matchAll(/^(\w+\.\w+) ([a-z, ]+)$/gm)].map(([, table, words]) => [table, words]))
  const wrong = facts.filter((table) => /update|delete|truncate/.test(rights.get(table) ?? ''))
  assert.deepEqual(wrong, [])
})

test('every table has its line in docs/DATABASE.md', () => {
  const tables = [...schema.matchAll(/^([a-z_]+\.[a-z_]+) (?:on|OFF)$/gm)].map(([, table = '']) => table)
  const page = readFileSync(new URL('../docs/DATABASE.md', import.meta.url), 'utf8')
  assert.ok(tables.length > 60, `only ${tables.length} tables`)
  assert.deepEqual(
    tables.filter((table) => !page.includes(`\`${table.split('.')[1]}\``)),
    [],
  )
})

test('whatever belongs to a contact or a child is found by it without reading the rest', async () => {
  // An index of some rows alone, such as those that correct nothing, does not serve a look at all of them.
  const { rows } = await database.pool.query<{ column: string }>(`
    select c.relnamespace::regnamespace || '.' || c.relname || '.' || a.attname as column
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('contact_id', 'child_id')
     where c.relkind = 'r'
       and c.relnamespace::regnamespace::text in ('front_door', 'case_records', 'children', 'restricted_records', 'actions')
       and not exists (
         select from pg_index i
          where i.indrelid = c.oid and i.indkey[1] = a.attnum
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) like '%' || a.attname || ' IS NOT NULL%'))
     order by 1`)
  assert.deepEqual(
    rows.map(({ column }) => column),
    // Reached from its restriction, and from its contact.
    ['children.restriction_reader.child_id', 'front_door.contact_child_removal.child_id'],
  )
})
