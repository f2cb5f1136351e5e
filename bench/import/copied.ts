import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'

const psql = '/usr/lib/postgresql/15/bin/psql'

/** The tables that hold rows, parents before those that point to them, each with its columns that can be written. */
export async function listFilled(url: string): Promise<readonly Filled[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Filled & { parents: string[] }>(tables)
    const filled: (Filled & { parents: string[] })[] = []
    for (const row of rows) {
      const { rows: one } = await client.query(`select 1 from ${row.name} limit 1`)
      if (one.length > 0) filled.push(row)
    }
    return inOrder(filled)
  } finally {
    await client.end()
  }
}

export interface Filled {
  /** With its schema, quoted where it must be. */
  readonly name: string
  readonly columns: string
}

const tables = `
  select t.oid::regclass::text as name,
         (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
           where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
         array(select distinct confrelid::regclass::text from pg_constraint
                where conrelid = t.oid and contype = 'f' and confrelid <> t.oid) as parents
    from pg_class t
    join pg_namespace n on n.oid = t.relnamespace
   where t.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'migration')
   order by 1`

function inOrder(filled: readonly (Filled & { readonly parents: readonly string[] })[]): readonly Filled[] {
  const names = new Set(filled.map(({ name }) => name))
  const placed = new Set<string>()
  const order: Filled[] = []
  while (order.length < filled.length) {
    const next = filled.filter(
      ({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent) || !names.has(parent)),
    )
    if (next.length === 0) throw new Error('tables point to each other in a circle')
    for (const table of next) {
      placed.add(table.name)
      order.push(table)
    }
  }
  return order
}

/** Writes the rows of these tables to files. */
export function copyOut(url: string, folder: string, tables: readonly Filled[]): void {
  run(
    url,
    tables.map(({ name, columns }) => `\\copy ${name} (${columns}) to '${join(folder, name)}'`),
  )
}

/** Copies the files into the same tables with all their indexes, keys and triggers, in one transaction. */
export function copyIn(url: string, folder: string, tables: readonly Filled[]): void {
  const lines = tables.map(({ name, columns }) => `\\copy ${name} (${columns}) from '${join(folder, name)}'`)
  run(url, ['begin;', ...lines, 'commit;'])
}

function run(url: string, lines: readonly string[]): void {
  execFileSync(psql, ['-q', '-v', 'ON_ERROR_STOP=1', url], {
    input: `${lines.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
}
