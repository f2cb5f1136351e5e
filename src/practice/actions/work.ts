import { londonDate } from '#kernel/clock'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { managersOn, readSettings } from '#practice/organisation'
import { paths } from './paths.ts'
import { endOfDay } from './rules/due.ts'
import { whyNotIndependent } from './rules/independence.ts'
import { isWaitingFor, verifyDueAt } from './rules/waiting.ts'
import { type Action, listActions } from './store/actions.ts'
import { listClimbedTo, listOutOfSight } from './store/climbs.ts'

/**
 * What actions ask of these people: those that are theirs to do, those that were done and wait to be verified by somebody
 * independent, and those that are overdue and climbed to them. A partner's agency sees what its desk is to do.
 */
export const actionsWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeActions)) return []
  const own = await ownItems(tx, user, people)
  if (user.agencyId !== null) return own
  return [
    ...own,
    ...(may(user, access.verifyActions) ? await verifications(tx, user, people) : []),
    ...(await climbed(tx, people)),
    ...(await chased(tx, people)),
    ...(await outOfSight(tx)),
  ]
}

async function ownItems(tx: Tx, user: User, people: readonly string[]): Promise<readonly WorkItem[]> {
  const desk = user.agencyId === null ? {} : { orDeskOf: user.agencyId }
  const { actions } = await listActions(tx, { states: ['open'], ownerPersonIds: people, ...desk })
  return actions.map((action) => ({
    ...itemOf(action, 'do', 'Do it'),
    ownerId: action.ownerPersonId,
  }))
}

/** A line of My work never tells a child's name, so the words of an action stand there only when it is about no child. */
const itemOf = (action: Action, kind: string, verb: string): Omit<WorkItem, 'ownerId'> => ({
  id: `action:${kind}:${action.id}`,
  due: endOfDay(action.dueOn),
  title: `Action ${action.reference}`,
  detail: action.isAboutChildren ? fromOf(action) : firstLine(action.what),
  verb,
  href: paths.action({ actionId: action.id }),
})

const fromOf = ({ fromReference }: Action): string =>
  fromReference === '' ? 'About a child' : `About a child, from ${fromReference}`

function firstLine(words: string): string {
  const line = words.split('\n')[0] ?? ''
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}

async function verifications(tx: Tx, user: User, people: readonly string[]): Promise<readonly WorkItem[]> {
  const { actions } = await listActions(tx, { states: ['done'] })
  if (actions.length === 0) return []
  const { actionVerifyDays: days } = await readSettings(tx)
  const { personId, agencyId } = user
  const verifier = { personId, agencyId, managers: await managersOn(tx, personId, londonDate(tx.now)) }
  return actions
    .filter((action) => whyNotIndependent(action, verifier) === null && isWaitingFor(action, people, tx.now, days))
    .map((action) => ({
      ...itemOf(action, 'verify', 'Verify'),
      due: action.doneAt === null ? null : verifyDueAt(action.doneAt, days),
      detail: `Reported done${action.doneAt === null ? '' : ` ${whenInWords(action.doneAt, tx.now)}`}. Was it?`,
      ownerId: people.find((id) => id === action.recordedBy) ?? null,
    }))
}

async function climbed(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const to = await listClimbedTo(tx, people)
  if (to.size === 0) return []
  const { actions } = await listActions(tx, { ids: [...to.keys()], isOverdue: true })
  return actions
    .filter(({ ownerPersonId }) => ownerPersonId === null || !people.includes(ownerPersonId))
    .map((action) => ({
      ...itemOf(action, 'climbed', 'See to it'),
      detail: `${action.ownerWords}: due ${dateInWords(action.dueOn)}, and climbed to you`,
      ownerId: to.get(action.id) ?? null,
    }))
}

/** What partners have not done in time is chased by whoever asked them. */
async function chased(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const items: WorkItem[] = []
  for (const recordedBy of people) {
    const { actions } = await listActions(tx, { isOverdue: true, recordedBy })
    for (const action of actions.filter(({ ownerAgencyId }) => ownerAgencyId !== null))
      items.push({
        ...itemOf(action, 'chase', 'Chase'),
        detail: `${action.ownerWords}: due ${dateInWords(action.dueOn)}`,
        ownerId: recordedBy,
      })
  }
  return items
}

/** For the guardian of a restricted record: what somebody was to do who may not open it any more. */
async function outOfSight(tx: Tx): Promise<readonly WorkItem[]> {
  const ids = await listOutOfSight(tx)
  if (ids.length === 0) return []
  const { actions } = await listActions(tx, { ids })
  return actions.map((action) => ({
    ...itemOf(action, 'out-of-sight', 'Hand it over'),
    detail: `${action.ownerWords} can no longer see it: the record was restricted`,
    ownerId: null,
  }))
}
