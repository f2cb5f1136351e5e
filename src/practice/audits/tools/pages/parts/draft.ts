import { z } from 'zod'
import { invalid, type Outcome } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { lines } from '../../asking/form.ts'
import { emptyDraft, type ToolContent, toolDraft } from '../../content.ts'
import { changedMeanwhile, findToolDraft, listUsedKeys, saveToolDraft, type ToolDraft } from '../../store/drafts.ts'
import { findTool, type Tool } from '../../store/tools.ts'
import { findToolVersion } from '../../store/versions.ts'

/** A key of a section or a question behind the `?` of an address. */
export const keyAsked = z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, 'There is no such part of a tool')

/** On which revision somebody worked, as their form said. */
export const revisionField = z
  .string()
  .optional()
  .transform((typed) => (/^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0))

export interface OpenedDraft {
  readonly tool: Tool
  readonly draft: ToolDraft
}

/**
 * The draft to be shown; null when there is none. With something typed that could not be saved because the draft went away,
 * one that stands in for it, of revision 0: what was typed is never answered with "not found".
 */
export async function openDraft(tx: Tx, toolId: string, form: FormState): Promise<OpenedDraft | null> {
  const tool = await findTool(tx, toolId)
  if (tool === null) return null
  const draft = await findToolDraft(tx, toolId)
  if (draft !== null) return { tool, draft }
  if (!form.wasTyped) return null
  const standing = tool.standing === null ? null : await findToolVersion(tx, tool.standing.versionId)
  const content = standing?.content ?? emptyDraft
  return { tool, draft: { toolId, revision: 0, content, changedAt: tx.now, changedByName: null } }
}

/** Saves what `change` makes of the draft, if it still is at the revision that whoever saves worked on. */
export async function saveChange(
  tx: Tx,
  given: { readonly toolId: string; readonly revision: number },
  change: (content: ToolContent) => ToolContent,
): Promise<Outcome<number>> {
  const draft = await findToolDraft(tx, given.toolId, { isLocked: true })
  if (draft === null || draft.revision !== given.revision) return changedMeanwhile(tx, draft)
  const read = toolDraft.safeParse(change(draft.content))
  if (!read.success) return invalid(...read.error.issues.map(({ message }) => ({ field: '', message })))
  return saveToolDraft(tx, { ...given, content: read.data })
}

/** The revision that this form is about: always the one that stands, for whoever sends it has seen what stands. */
export const revisionInput = ({ revision }: ToolDraft): Html =>
  html`<input type="hidden" name="revision" value="${revision}">`

/** Beside what somebody typed on an earlier revision: how it stands now, so that they can judge which is right. */
export function asItStands(
  form: FormState,
  { draft }: OpenedDraft,
  now: Parameters<typeof whenInWords>[1],
  stands: readonly (readonly [label: string, value: string])[] | null,
): Html | null {
  if (!form.wasTyped || form.value('revision') === String(draft.revision)) return null
  const who =
    draft.revision === 0 ? null : html`${draft.changedByName ?? 'Somebody'}, ${whenInWords(draft.changedAt, now)}. `
  const body =
    stands === null
      ? html`${who}This part is not in the draft any more; saving brings it back as you typed it.`
      : html`${who}${stands.map(([label, value]) => html`<br><strong>${label}:</strong> ${value === '' ? 'nothing' : lines(value)}`)}`
  return insetText({ html: html`<h2 class="govuk-heading-s">How it stands now</h2>${body}` })
}

/** Keys that are not to be given to anything new: those of the draft, and those of every version. */
export async function takenKeys(tx: Tx, { toolId, content }: ToolDraft): Promise<ReadonlySet<string>> {
  const own = content.sections.flatMap(({ key, questions }) => [key, ...questions.map((question) => question.key)])
  return new Set([...own, ...(await listUsedKeys(tx, toolId))])
}
