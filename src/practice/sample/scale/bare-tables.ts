import type { ClientBase } from 'pg'

/**
 * Takes indexes, constraints between rows and triggers off empty tables, so that filling them costs only the filling, and
 * answers the statements that put everything back as it was. The definitions are PostgreSQL's own, so no migration is repeated
 * here; what is put back is checked against every row. Only the tables' owner can do this.
 */
export async function takeBare(client: ClientBase, tables: readonly string[]): Promise<readonly string[]> {
  const references = await linesOf(client, foreignKeys, tables)
  const keys = await linesOf(client, uniqueConstraints, tables)
  const indexes = await linesOf(client, otherIndexes, tables)
  for (const { drop } of [...references, ...keys, ...indexes]) await client.query(drop)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  return [
    ...[...keys, ...indexes, ...references].map(({ restore }) => restore),
    ...tables.map((table) => `alter table ${table} enable trigger user`),
  ]
}

interface Taken {
  readonly drop: string
  readonly restore: string
}

const linesOf = async (client: ClientBase, query: string, tables: readonly string[]): Promise<readonly Taken[]> =>
  (await client.query<Taken>(query, [tables])).rows

const constraint = `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
  from pg_constraint`

/** From these tables and from any other to them: a primary key cannot go while somebody refers to it. */
const foreignKeys = `${constraint}
 where contype = 'f' and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[])) and conparentid = 0
 order by conrelid::regclass::text, conname`

const uniqueConstraints = `${constraint}
 where contype in ('p', 'u') and conrelid = any ($1::regclass[])
 order by conrelid::regclass::text, contype, conname`

const otherIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as restore
    from pg_index
   where indrelid = any ($1::regclass[])
     and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
   order by indexrelid::regclass::text`
