import type { Tx } from '#platform/transaction'
import type { ContactToAudit } from '#practice/front-door'
import { type Involved, peopleOf, type TookPart, withTeam } from '../../rules/involved.ts'
import { whereTheyStood } from './stood.ts'

/** Whose work a contact was: who recorded it, who decided for each child, and who reviewed that it had no outcome in time. */
export async function involvedInContact(tx: Tx, contact: ContactToAudit): Promise<Involved> {
  const deciders = contact.children.map(({ decidedBy }) => decidedBy)
  const stood = await whereTheyStood(tx, [...deciders, contact.recordedBy], contact.receivedOn)
  const decider = [...deciders, contact.recordedBy].find((id) => stood(id).teamId !== null) ?? null
  const parts: readonly TookPart[] = [
    { part: 'recorder', personId: contact.recordedBy, unmatched: 'whoever recorded it is nobody known here' },
    ...deciders.map(
      (personId): TookPart => ({ part: 'decider', personId, unmatched: 'a decider is nobody known here' }),
    ),
    ...contact.reviewedBy.map((personId): TookPart => ({ part: 'decider', personId, unmatched: null })),
  ]
  return withTeam({
    happenedOn: contact.receivedOn,
    teamId: contact.teamId ?? stood(decider).teamId,
    areaId: stood(decider).areaId,
    childIds: contact.children.map(({ childId }) => childId),
    ...peopleOf(parts),
  })
}
