import pg from 'pg'

/**
 * The schema as PostgreSQL's own catalogues tell it, in a stable order and the same words on versions 15 to 18: committed
 * as `migrations/schema.txt`, so that what a migration really did shows in review. The embedded packages carry no pg_dump.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const parts: string[] = []
    for (const [heading, query] of questions) {
      const { rows } = await client.query<{ line: string }>(query)
      parts.push(`# ${heading}\n${rows.map(({ line }) => line).join('\n')}\n`)
    }
    return parts.join('\n')
  } finally {
    await client.end()
  }
}

const ours =
  "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public', 'pgboss', 'migration') and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast_temp%'"

const questions: readonly (readonly [heading: string, query: string])[] = [
  [
    'Columns',
    `select format('%s.%s.%s %s%s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then ' not null' else '' end,
            case when a.attidentity <> '' then ' identity' else '' end,
            coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped and ${ours}
      order by n.nspname, c.relname, a.attnum`,
  ],
  [
    // Version 18 lists NOT NULL among the constraints; the columns above say it already.
    'Constraints',
    `select format('%s.%s %s: %s', n.nspname, c.relname, con.conname, pg_get_constraintdef(con.oid)) as line
       from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_namespace n on n.oid = c.relnamespace
      where con.contype <> 'n' and con.contype <> 't' and ${ours}
      order by n.nspname, c.relname, con.conname`,
  ],
  [
    'Indexes',
    `select pg_get_indexdef(i.indexrelid) as line
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} order by n.nspname, c.relname`,
  ],
  [
    'Row-level security',
    `select format('%s.%s %s', n.nspname, c.relname, case when c.relrowsecurity then 'on' else 'OFF' end) as line
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} order by n.nspname, c.relname`,
  ],
  [
    'Policies',
    `select format('%s.%s %s (%s, %s): %s%s', p.schemaname, p.tablename, p.policyname, lower(p.permissive), lower(p.cmd),
            coalesce('using ' || regexp_replace(p.qual, '\\s+', ' ', 'g'), ''),
            coalesce(' check ' || regexp_replace(p.with_check, '\\s+', ' ', 'g'), '')) as line
       from pg_policies p join pg_namespace n on n.nspname = p.schemaname
      where ${ours} order by p.schemaname, p.tablename, p.policyname`,
  ],
  [
    'Triggers',
    `select format('%s.%s %s', n.nspname, c.relname, pg_get_triggerdef(t.oid)) as line
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and ${ours} order by n.nspname, c.relname, t.tgname`,
  ],
  [
    'Functions',
    `select format('%s.%s(%s)%s md5 %s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
            case when p.prosecdef then ' security definer' else '' end, md5(p.prosrc)) as line
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`,
  ],
  [
    'Views',
    `select format('%s.%s: %s', n.nspname, c.relname, regexp_replace(pg_get_viewdef(c.oid), '\\s+', ' ', 'g')) as line
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${ours} order by n.nspname, c.relname`,
  ],
  [
    // MAINTAIN came with version 17 and belongs to the owner alone.
    'What the application may do',
    `select format('%s.%s %s', n.nspname, c.relname, string_agg(distinct lower(g.privilege_type), ', ' order by lower(g.privilege_type))) as line
       from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
      where c.relkind in ('r', 'p', 'v', 'S') and r.rolname = 'los_app' and ${ours}
      group by n.nspname, c.relname order by n.nspname, c.relname`,
  ],
  [
    'What the application may call',
    `select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as line
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where has_function_privilege('los_app', p.oid, 'execute') and ${ours} order by n.nspname, p.proname, 1`,
  ],
]
