import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Subject } from '../../words.ts'

/** A tool with where it stands. */
export interface Tool {
  readonly id: string
  /** Stable in files and reports: `strategy-discussion`. */
  readonly key: string
  readonly name: string
  readonly subject: Subject
  /** The version that audits are begun with now; null until one is published. */
  readonly standing: {
    readonly versionId: string
    readonly number: number
    readonly publishedAt: Temporal.Instant
  } | null
  readonly draftChangedAt: Temporal.Instant | null
}

interface Row extends Omit<Tool, 'standing'> {
  readonly versionId: string | null
  readonly number: number | null
  readonly publishedAt: Temporal.Instant | null
}

/** Every tool of the authority by name, with its standing version. */
export const listTools = (tx: Tx): Promise<readonly Tool[]> => selectTools(tx, sql`true`)

/** The tool, or null when there is none. */
export const findTool = async (tx: Tx, id: string): Promise<Tool | null> =>
  (await selectTools(tx, sql`tool.id = ${id}`))[0] ?? null

async function selectTools(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly Tool[]> {
  const { rows } = await sql<Row>`
    select tool.id, tool.key, tool.name, tool.subject, stands.id as version_id, stands.number, stands.published_at,
           draft.changed_at as draft_changed_at
      from audits.tool tool
      left join lateral (
        select version.id, version.number, version.published_at from audits.tool_version version
         where version.authority_id = tool.authority_id and version.tool_id = tool.id
         order by version.number desc limit 1) stands on true
      left join audits.tool_draft draft on draft.authority_id = tool.authority_id and draft.tool_id = tool.id
     where tool.authority_id = ${tx.who.authorityId} and ${which}
     order by tool.name, tool.id`.execute(tx.sql)
  return rows.map(({ versionId, number, publishedAt, ...tool }) => ({
    ...tool,
    standing: versionId === null || number === null || publishedAt === null ? null : { versionId, number, publishedAt },
  }))
}

/** The keys that tools of the authority have. */
export async function listToolKeys(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await on(tx)
    .selectFrom('audits.tool')
    .select('key')
    .where('authorityId', '=', tx.who.authorityId)
    .execute()
  return new Set(rows.map(({ key }) => key))
}

/** Adds a tool without any version; null when another has its key. */
export async function addTool(tx: Tx, tool: Pick<Tool, 'key' | 'name' | 'subject'>): Promise<string | null> {
  const row = { authorityId: tx.who.authorityId, id: newId(), ...tool }
  const added = await on(tx)
    .insertInto('audits.tool')
    .values(row)
    .onConflict((twice) => twice.columns(['authorityId', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return null
  tx.trail.changed({ action: 'audit-tool.added', subjects: [row.id], content: row })
  return row.id
}
