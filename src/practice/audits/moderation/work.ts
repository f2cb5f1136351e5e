import { count } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from '../paths.ts'
import { moderationPaths } from './paths.ts'
import { listModerations, type Moderation } from './store/moderations.ts'

/** Nobody has so many disagreements at once; a list of work ends somewhere. */
const most = 100

/**
 * What moderation asks of these people beside grading: final grades to propose or to agree to; and of those who run the audits,
 * moderators to be found and panels to be called. References and no grade: the pages behind them are trailed.
 */
export const moderationWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeAudits)) return []
  const { moderations: ours } = await listModerations(tx, { onlyOpen: true, limit: most, skip: 0, people })
  const own = ours.flatMap((each) => toAgree(each, people))
  if (!may(user, access.runAudits)) return own
  const waiting = await listModerations(tx, { state: 'no-moderator', limit: 1, skip: 0 })
  const open = await listModerations(tx, { onlyOpen: true, limit: most, skip: 0 })
  return [
    ...own,
    ...(waiting.total === 0 ? [] : [noModerator(waiting.total)]),
    ...open.moderations
      .filter(({ state, isStuck }) => state === 'to-panel' || isStuck)
      .filter(({ firstAuditorId, moderatorId }) => ![firstAuditorId, moderatorId].includes(user.personId))
      .map(needsPanel),
  ]
}

function toAgree(found: Moderation, people: readonly string[]): readonly WorkItem[] {
  const { caseId, reference, state, firstAuditorId, moderatorId, proposedBy } = found
  const waits = [firstAuditorId, moderatorId].filter((id): id is string => id !== null && people.includes(id))
  const line = (ownerId: string, detail: string, verb: string, href: string): WorkItem => ({
    ...{ id: `audit-final:${caseId}:${ownerId}`, due: null, title: `Audit ${reference}` },
    ...{ detail, verb, href, ownerId, alike: 'Final grades to agree' },
  })
  if (state === 'to-agree')
    return waits.map((id) =>
      line(id, 'Both of you have graded it: agree the final grade', 'Agree', moderationPaths.final({ caseId })),
    )
  if (state === 'to-consent')
    return waits
      .filter((id) => id !== proposedBy)
      .map((id) => line(id, 'The other has proposed a final grade', 'Answer', moderationPaths.consent({ caseId })))
  return []
}

const noModerator = (total: number): WorkItem => ({
  ...{ id: 'audit-moderators', due: null, title: 'Moderation' },
  detail: `${count(total, 'audit is', 'audits are')} to be graded a second time and ${total === 1 ? 'has' : 'have'} no moderator`,
  ...{ verb: 'Give', href: moderationPaths.give({}), ownerId: null },
})

const needsPanel = ({ caseId, reference, isStuck }: Moderation): WorkItem => ({
  ...{ id: `audit-panel:${caseId}`, due: null, title: `Audit ${reference}` },
  detail: isStuck
    ? 'For a week one of the two who graded it has not answered: a panel may decide'
    : 'The two who graded it do not agree: a panel decides',
  verb: 'Call a panel',
  ...{ href: paths.case({ caseId }), ownerId: null, alike: 'Audits that need a panel' },
})
