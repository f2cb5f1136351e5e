import type { Tx } from '#platform/transaction'
import { listChildren, nameOf } from '#practice/children'
import { listChildrenInvitedAbout, listDiscussionChildren } from '../../../store/discussions.ts'

export interface NamedChild {
  readonly childId: string
  readonly name: string
}

/** Whom a discussion is about, by name: for those who read records, and as those who take part are told. */
export async function listNamedChildren(tx: Tx, discussionId: string): Promise<readonly NamedChild[]> {
  const about = (await listDiscussionChildren(tx, discussionId)).map(({ childId }) => childId)
  const known = await listChildren(tx, about)
  if (known.length > 0) return known.map((child) => ({ childId: child.id, name: nameOf(child) }))
  const told = await listChildrenInvitedAbout(tx, discussionId)
  return told.map((child) => ({ childId: child.childId, name: nameOf(child) }))
}
