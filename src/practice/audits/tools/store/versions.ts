import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { canonical } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Subject } from '../../words.ts'
import { type ToolContent, toolContent } from '../content.ts'

/** A published version of a tool, whole: frozen, and audits hang on it. */
export interface ToolVersion {
  readonly id: string
  readonly toolId: string
  readonly toolKey: string
  readonly toolName: string
  readonly subject: Subject
  /** 1 for the first. */
  readonly number: number
  readonly content: ToolContent
  readonly whatChanged: string
  /** SHA-256 in hexadecimal of the content in its canonical form. */
  readonly sha256: string
  readonly publishedAt: Temporal.Instant
  /** Null where it came with Line of Sight. */
  readonly publishedByName: string | null
}

/** The version that an audit was made with. Throws where there is none, or where it is no longer as it was published. */
export async function getToolVersion(tx: Tx, id: string): Promise<ToolVersion> {
  const found = await findToolVersion(tx, id)
  if (found === null) throw new Error(`There is no version ${id} of an audit tool`)
  return found
}

/** The version, or null when there is none. Throws where it is no longer as it was published. */
export const findToolVersion = async (tx: Tx, id: string): Promise<ToolVersion | null> =>
  (await selectVersions(tx, sql`version.id = ${id}`))[0] ?? null

/** Every version of a tool, the latest first. */
export const listToolVersions = (tx: Tx, toolId: string): Promise<readonly ToolVersion[]> =>
  selectVersions(tx, sql`version.tool_id = ${toolId}`)

/** The version that audits with this tool are begun with now, by the tool's key; null while none is published. */
export async function standingVersionOf(tx: Tx, toolKey: string): Promise<ToolVersion | null> {
  const [latest] = await selectVersions(tx, sql`tool.key = ${toolKey}`, sql`limit 1`)
  return latest ?? null
}

async function selectVersions(
  tx: Tx,
  which: ReturnType<typeof sql>,
  part: ReturnType<typeof sql> = sql``,
): Promise<readonly ToolVersion[]> {
  const { rows } = await sql<Omit<ToolVersion, 'content'> & { readonly content: unknown }>`
    select version.id, version.tool_id, tool.key as tool_key, tool.name as tool_name, tool.subject, version.number,
           version.content, version.what_changed, version.sha256, version.published_at,
           publisher.name as published_by_name
      from audits.tool_version version
      join audits.tool tool on tool.authority_id = version.authority_id and tool.id = version.tool_id
      left join organisation.person publisher
        on publisher.authority_id = version.authority_id and publisher.id = version.published_by
     where version.authority_id = ${tx.who.authorityId} and ${which}
     order by version.number desc ${part}`.execute(tx.sql)
  return rows.map(({ content, ...version }) => {
    if (sha256Of(content) !== version.sha256)
      throw new Error(`Version ${version.number} of the audit tool ${version.toolKey} is not as it was published`)
    return { ...version, content: toolContent.parse(content) }
  })
}

/** What a version's content is known by, whatever order PostgreSQL keeps its parts in. */
const sha256Of = (content: unknown): string => hash('sha256', canonical(content))

/** Publishes this content as the tool's next version. The database lets nobody change it from then on. */
export async function publishVersion(
  tx: Tx,
  given: { readonly toolId: string; readonly content: ToolContent; readonly whatChanged: string },
): Promise<{ readonly id: string; readonly number: number }> {
  const content = toolContent.parse(given.content)
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(number), 0) as last from audits.tool_version
     where authority_id = ${tx.who.authorityId} and tool_id = ${given.toolId}`.execute(tx.sql)
  const row = {
    authorityId: tx.who.authorityId,
    id: newId(),
    toolId: given.toolId,
    number: (rows[0]?.last ?? 0) + 1,
    content: JSON.stringify(content),
    whatChanged: given.whatChanged,
    sha256: sha256Of(content),
  }
  await on(tx).insertInto('audits.toolVersion').values(row).execute()
  tx.trail.changed({ action: 'audit-tool.published', subjects: [row.toolId, row.id], content: { ...row, content } })
  return row
}
