import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { type Conflict, conflict, type Outcome, ok } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import { type ToolContent, toolDraft } from '../content.ts'

/** The one draft of a tool's next version. */
export interface ToolDraft {
  readonly toolId: string
  /** Counts up with every save: whoever saves says on which one they worked. */
  readonly revision: number
  readonly content: ToolContent
  readonly changedAt: Temporal.Instant
  readonly changedByName: string | null
}

/** The draft, or null when none was begun. `isLocked`: nobody else saves until this transaction is over. */
export async function findToolDraft(
  tx: Tx,
  toolId: string,
  { isLocked = false }: { readonly isLocked?: boolean } = {},
): Promise<ToolDraft | null> {
  const { rows } = await sql<Omit<ToolDraft, 'content'> & { readonly content: unknown }>`
    select draft.tool_id, draft.revision, draft.content, draft.changed_at, editor.name as changed_by_name
      from audits.tool_draft draft
      left join organisation.person editor
        on editor.authority_id = draft.authority_id and editor.id = draft.changed_by
     where draft.authority_id = ${tx.who.authorityId} and draft.tool_id = ${toolId}
     ${isLocked ? sql`for update of draft` : sql``}`.execute(tx.sql)
  const found = rows[0]
  return found === undefined ? null : { ...found, content: toolDraft.parse(found.content) }
}

/** Begins the draft; a conflict when somebody else was quicker. */
export async function beginToolDraft(tx: Tx, toolId: string, content: ToolContent): Promise<Outcome<number>> {
  const row = { authorityId: tx.who.authorityId, toolId, revision: 1, content: JSON.stringify(content) }
  const begun = await on(tx)
    .insertInto('audits.toolDraft')
    .values(row)
    .onConflict((twice) => twice.columns(['authorityId', 'toolId']).doNothing())
    .returning('revision')
    .executeTakeFirst()
  if (begun === undefined)
    return conflict('A draft of this tool was begun a moment ago.', 'Open that one: there is one draft at a time.')
  tx.trail.changed({ action: 'audit-tool.draft-begun', subjects: [toolId], content: { ...row, content } })
  return ok(begun.revision)
}

/** Saves the draft as revision + 1. A conflict, that says who was there meanwhile, when it is no longer at `revision`. */
export async function saveToolDraft(
  tx: Tx,
  given: { readonly toolId: string; readonly revision: number; readonly content: ToolContent },
): Promise<Outcome<number>> {
  const { toolId, revision, content } = given
  const saved = await on(tx)
    .updateTable('audits.toolDraft')
    .set({
      revision: revision + 1,
      content: JSON.stringify(content),
      changedAt: sql<Temporal.Instant>`clock_timestamp()`,
      changedBy: sql<string | null>`platform.current_person()`,
    })
    .where('authorityId', '=', tx.who.authorityId)
    .where('toolId', '=', toolId)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst()
  if (saved === undefined) return changedMeanwhile(tx, await findToolDraft(tx, toolId))
  tx.trail.changed({ action: 'audit-tool.draft-saved', subjects: [toolId], content: given })
  return ok(saved.revision)
}

/** What two editors who meet are told. Nothing of what was typed is lost: the page shows it beside how the draft stands. */
export function changedMeanwhile(tx: Tx, draft: ToolDraft | null): Conflict {
  if (draft === null)
    return conflict(
      'This draft was published or thrown away while you were working on it.',
      'What you typed stands below and is not saved. Begin another draft of the tool in a second window, then save again here.',
    )
  return conflict(
    `${draft.changedByName ?? 'Somebody'} changed this draft on ${whenInWords(draft.changedAt, tx.now)}, while you were working on it.`,
    'Nothing of yours is saved yet, and nothing is lost. Look at how it stands now; if you press again, yours takes its place.',
  )
}

/** Takes the draft away: it was published, or nobody wants it. False when it is no longer at `revision`. */
export async function removeToolDraft(tx: Tx, toolId: string, revision: number): Promise<boolean> {
  const removed = await on(tx)
    .deleteFrom('audits.toolDraft')
    .where('authorityId', '=', tx.who.authorityId)
    .where('toolId', '=', toolId)
    .where('revision', '=', revision)
    .returning('toolId')
    .executeTakeFirst()
  return removed !== undefined
}

/** Keys that sections and questions of this tool had in any version: they are not used again for something else. */
export async function listUsedKeys(tx: Tx, toolId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct part.value ->> 'key' as key
      from audits.tool_version version
      cross join lateral (
        select jsonb_path_query(version.content, '$.sections[*]')
        union all
        select jsonb_path_query(version.content, '$.sections[*].questions[*]')) as part (value)
     where version.authority_id = ${tx.who.authorityId} and version.tool_id = ${toolId}`.execute(tx.sql)
  return new Set(rows.map(({ key }) => key))
}
