import pg from 'pg'

/** Something a person who installs must mend: told in a sentence, exit 2. */
export class CannotStart extends Error {}

/**
 * Looks at a council's own PostgreSQL before anything is done to it: version 15 to 18, and a role for the application that
 * row-level security binds.
 */
export async function checkServer(urls: { readonly appUrl: string; readonly migrationUrl: string }): Promise<void> {
  await ask(urls.migrationUrl, 'MIGRATION_DATABASE_URL', async () => undefined)
  await ask(urls.appUrl, 'DATABASE_URL', async (client) => {
    const { rows } = await client.query<{ version: number; role: string; bypasses: boolean; owns: boolean }>(`
      select current_setting('server_version_num')::int / 10000 as version, current_user as role,
             exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member')) as bypasses,
             exists (select from pg_namespace n where n.nspname in ('platform', 'children') and pg_has_role(current_user, n.nspowner, 'usage')) as owns`)
    const found = rows[0]
    if (!found || found.version < 15 || found.version > 18) {
      throw new CannotStart(`DATABASE_URL leads to PostgreSQL ${found?.version}. Line of Sight runs on 15 to 18.`)
    }
    if (found.bypasses) {
      throw new CannotStart(
        `The role ${found.role} in DATABASE_URL is a superuser or may bypass row-level security, so nothing would hold it to its own authority. Make a role without either.`,
      )
    }
    if (found.owns) {
      throw new CannotStart(
        `The role ${found.role} in DATABASE_URL owns the tables. Give the application a role of its own, apart from the one in MIGRATION_DATABASE_URL.`,
      )
    }
  })
}

async function ask(url: string, name: string, look: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    // The address holds a password, and PostgreSQL's own message may repeat it: only the kind is told.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    throw new CannotStart(`${name} does not open a database (${code}). Check the address, the role and its password.`)
  }
  try {
    await look(client)
  } finally {
    await client.end()
  }
}
