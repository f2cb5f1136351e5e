import type { Tx } from '#platform/transaction'
import type { AuditCase } from '../../cases/store/cases.ts'
import { noteRead } from '../../cases/store/read-by.ts'
import { listGiven } from '../../doing/store/given.ts'
import { listSubmissions, type Submission } from '../../doing/store/submissions.ts'
import { getContent } from '../../doing/store/tool.ts'
import type { ToolContent } from '../../tools/content.ts'
import { type SideBySide, sideBySide } from '../rules/side-by-side.ts'

/** A case that was graded twice, as far as both may be read. */
export interface Sides {
  readonly content: ToolContent
  readonly first: Submission
  readonly second: Submission
  readonly compared: SideBySide
}

/**
 * The first and the second audit of a case; null until both were sent in and whoever asks may read both. Whoever they are shown
 * to has read them from then on.
 */
export async function findSides(tx: Tx, audited: AuditCase): Promise<Sides | null> {
  if (audited.cycleKind === 'standardisation') return null
  const sent = (await listSubmissions(tx, audited.id)).filter(({ stands }) => stands)
  const given = new Map((await listGiven(tx, audited.id)).map((each) => [each.assignmentId, each]))
  const markerOf = ({ assignmentId }: Submission) => given.get(assignmentId)?.marker ?? 1
  const first = sent.find((each) => each.purpose === 'mark' && markerOf(each) === 1)
  const second =
    sent.find(({ purpose }) => purpose === 'moderate') ??
    sent.find((each) => each.purpose === 'mark' && markerOf(each) === 2)
  if (first === undefined || second === undefined) return null
  await noteRead(tx, audited.id)
  const content = await getContent(tx, audited.toolVersionId)
  return { content, first, second, compared: sideBySide(content, first, second) }
}
