import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../paths.ts'
import { conditionOf } from './conditions.ts'
import { type ListedEscalation, listEscalations, listEscalationsForAgency } from './store/list.ts'

/** Escalations that stand with these people: by name, as cover, and for a partner with their agency's desk. */
export const escalationWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.replyToEscalations)) return []
  const open = await openFor(tx, user, people)
  return open.map((escalation) => itemOf(tx, escalation))
}

async function openFor(tx: Tx, user: User, people: readonly string[]): Promise<readonly ListedEscalation[]> {
  if (user.agencyId === null)
    return (await listEscalations(tx, { show: 'open', people, limit: 100, skip: 0 })).escalations
  const own = await listEscalationsForAgency(tx, user.agencyId)
  return own.filter(
    ({ rungAgencyId, toPersonId }) =>
      rungAgencyId === user.agencyId && (toPersonId === null || people.includes(toPersonId)),
  )
}

/** "Police not confirmed, rung 2, reply was due Tue 23 Nov, 10:00". */
function itemOf(
  tx: Tx,
  { id, reference, condition, aboutReference, rung, dueAt, saidAt, toPersonId }: ListedEscalation,
): WorkItem {
  const isOver = dueAt !== null && dueAt.epochMilliseconds < tx.now.epochMilliseconds
  const due = dueAt === null ? '' : `, reply ${isOver ? 'was due' : 'by'} ${whenInWords(dueAt, tx.now)}`
  return {
    id: `escalation:${id}`,
    due: dueAt,
    title: `Escalation ${reference}`,
    detail: `${aboutReference ?? 'A discussion'}: ${conditionOf(condition).title.toLowerCase()}, rung ${rung ?? 0}${saidAt === null ? due : ', answered and still open'}`,
    verb: 'Reply',
    href: paths.escalation({ escalationId: id }),
    ownerId: toPersonId,
  }
}
