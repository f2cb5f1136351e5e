import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import type { Subject } from '../../words.ts'

/** Tools with a published version, by name, and the number of the one that stands. */
export async function listPublishedTools(
  tx: Tx,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly subject: Subject; readonly number: number }[]
> {
  const { rows } = await sql<{ id: string; name: string; subject: Subject; number: number }>`
    select tool.id, tool.name, tool.subject, max(version.number)::integer as number
      from audits.tool tool
      join audits.tool_version version on version.authority_id = tool.authority_id and version.tool_id = tool.id
     where tool.authority_id = ${tx.who.authorityId}
     group by tool.id, tool.name, tool.subject order by tool.name`.execute(tx.sql)
  return rows
}
