import type { ClientBase } from 'pg'

/**
 * Empties every table of ours. Facts are never removed, whoever asks; a database in which everything is made up is the one
 * exception, and only its owner can make it. The caller has looked that nothing in it is real.
 */
export async function emptyEverything(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'migration', 'public')
       and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast%'`)
  const tables = rows.map(({ name }) => name)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  await client.query(`truncate ${tables.join(', ')}`)
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
  await numberMeetingsAnew(client)
}

/** Meetings are counted by month, in sequences that are made as they are needed: the next sample begins with its own. */
async function numberMeetingsAnew(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = 'meetings' and c.relname like 'reference\\_%'`)
  for (const { name } of rows) await client.query(`drop sequence ${name}`)
}
