import { timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findCase } from '../cases/store/cases.ts'
import { paths } from '../paths.ts'
import { doingPaths } from './paths.ts'
import { listAskedToReflect } from './store/asked-to-reflect.ts'
import { listNotFollowedUp } from './store/follow-ups.ts'
import { listInadequates } from './store/inadequates.ts'
import { listReleasedTo } from './store/release.ts'
import { serviceManagerOf } from './store/responsible.ts'
import { listWorries } from './store/worries.ts'

/** For so many days an audit that is over stands in the team's work, to be read and replied to. */
const daysToReply = 14

/**
 * What audits ask of these people beside grading: to see to a worry for a child's safety, to plan after an Inadequate, to reflect
 * on their own work, to read an audit that is over, and to follow up that of a discussion.
 */
export const doingWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeAudits)) return []
  const items = [
    ...(await worries(tx, people)),
    ...(await plans(tx, people)),
    ...(await reflections(tx, people)),
    ...(await replies(tx, people)),
    ...(may(user, access.overseeAudits) ? await followUps(tx, people) : []),
  ]
  // A list of references and times tells nothing of a child: the pages behind it are trailed.
  tx.trail.forgetReads()
  return items
}

async function worries(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  return (await listWorries(tx, { onlyOpen: true })).flatMap(({ id, reference, rungs }) => {
    const mine = rungs.findLast(({ personId }) => people.includes(personId))
    if (mine === undefined) return []
    return [
      {
        id: `audit-worry:${id}`,
        due: mine.dueAt,
        title: `Worry for a child’s safety ${reference}`,
        detail: `From an audit, not acknowledged: ${timeLeftInWords(mine.dueAt, tx.now).text}`,
        verb: 'See to it now',
        href: doingPaths.worry({ worryId: id }),
        ownerId: mine.personId,
      },
    ]
  })
}

async function plans(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  return (await listInadequates(tx, { onlyUnplanned: true })).flatMap((found) => {
    const ownerId = [found.toPersonId, found.climbedTo].find((id) => id !== null && people.includes(id)) ?? null
    if (ownerId === null) return []
    return [
      {
        id: `audit-plan:${found.caseId}`,
        due: found.dueAt,
        title: `Audit ${found.caseReference}`,
        detail: `Inadequate: a plan and a re-audit${found.climbedTo === null ? '' : ', not made in time'}`,
        verb: 'Plan',
        href: doingPaths.plan({ caseId: found.caseId }),
        ownerId,
      },
    ]
  })
}

async function reflections(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  return (await listAskedToReflect(tx, people)).map(({ caseId, reference, personId }) => ({
    id: `audit-reflection:${caseId}:${personId}`,
    due: null,
    title: `Audit ${reference} of your work`,
    detail: 'How do you see it yourself? The auditor reads it before they grade',
    verb: 'Reflect',
    href: doingPaths.reflection({ caseId }),
    ownerId: personId,
    alike: 'Reflections on audited work',
  }))
}

/** After so many days nobody follows an audit up any more. */
const daysToFollowUp = 60

async function followUps(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const items: WorkItem[] = []
  for (const { caseId, overAt } of await listNotFollowedUp(tx, tx.now.subtract({ hours: 24 * daysToFollowUp }))) {
    const audited = await findCase(tx, caseId)
    const owner = audited === null ? null : await serviceManagerOf(tx, audited, tx.now)
    if (audited === null || owner === null || !people.includes(owner.personId)) continue
    items.push({
      ...{ id: `audit-follow-up:${caseId}`, due: overAt.add({ hours: 24 * 7 }), title: `Audit ${audited.reference}` },
      detail: 'Over: follow it up with the team manager and the partners concerned',
      ...{ verb: 'Follow up', href: doingPaths.followUp({ caseId }), ownerId: owner.personId },
      alike: 'Audits of discussions to follow up',
    })
  }
  return items
}

async function replies(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const since = tx.now.subtract({ hours: 24 * daysToReply })
  return (await listReleasedTo(tx, people, since)).map(({ caseId, reference, personId, releasedAt }) => ({
    id: `audit-released:${caseId}`,
    due: null,
    title: `Audit ${reference} is over`,
    detail: `Yours to read since ${whenInWords(releasedAt, tx.now)}. The team may reply`,
    verb: 'Read',
    href: paths.case({ caseId }),
    ownerId: personId,
    alike: 'Audits that are over',
  }))
}
