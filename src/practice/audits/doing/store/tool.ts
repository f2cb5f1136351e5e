import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'
import { type ToolContent, toolContent } from '../../tools/content.ts'

/** What a published version of a tool asks. */
export async function getContent(tx: Tx, toolVersionId: string): Promise<ToolContent> {
  const { rows } = await sql<{ content: unknown }>`
    select content from audits.tool_version
     where authority_id = ${tx.who.authorityId} and id = ${toolVersionId}`.execute(tx.sql)
  return toolContent.parse(rows[0]?.content)
}

export interface Theme {
  readonly id: string
  readonly name: string
}

/** What findings are gathered under, by name. */
export async function listThemes(tx: Tx): Promise<readonly Theme[]> {
  const { rows } = await sql<Theme>`
    select id, name from audits.theme where authority_id = ${tx.who.authorityId} order by lower(name)`.execute(tx.sql)
  return rows
}

/** Why a case is not audited after all; null for one that is. */
export async function findExcuse(tx: Tx, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ reason: string }>`
    select reason from audits.excuse where authority_id = ${tx.who.authorityId} and case_id = ${caseId}`.execute(tx.sql)
  return rows[0]?.reason ?? null
}

/** Whether the grade that stands after two has been decided, as far as whoever asks may know. */
export async function hasFinalGrade(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql`
    select from audits.final_grade where authority_id = ${tx.who.authorityId} and case_id = ${caseId} limit 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}
