import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { meetingPaths } from '../meeting/paths.ts'
import { afterPaths } from './paths.ts'
import { listChallenges } from './store/challenges.ts'
import { listToSendRound, type ToSendRound } from './store/circulations.ts'
import { challengeSubjects } from './words.ts'

/** Whoever took the minutes, or chaired, writes the record and sends it round; challenges wait for anybody who manages. */
export const afterWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.recordDiscussions)) return []
  const rounds = (await listToSendRound(tx, people)).map(roundItem)
  if (!may(user, access.confirmChairs)) return rounds
  const { challenges } = await listChallenges(tx, { isAnswered: false, limit: 50, skip: 0 })
  const waiting = challenges
    .filter(({ raisedBy }) => raisedBy !== user.personId)
    .map(({ id, reference, about, agencyName, raisedAt }) => ({
      id: `challenge:${id}`,
      due: raisedAt.add({ hours: 24 }),
      title: `Challenge ${reference}`,
      detail: `${agencyName ?? 'One of ours'} disagrees. ${challengeSubjects[about]}`,
      verb: 'Answer',
      href: afterPaths.oneChallenge({ challengeId: id }),
      ownerId: null,
    }))
  return [...rounds, ...waiting]
}

const roundItem = ({
  discussionId,
  reference,
  circulateBy,
  hasRecord,
  isCorrected,
  ownerId,
}: ToSendRound): WorkItem => ({
  id: `send-round:${discussionId}`,
  due: circulateBy,
  title: `Strategy discussion ${reference}`,
  detail: !hasRecord
    ? 'It was held, and has no record yet'
    : isCorrected
      ? 'Its record was corrected and goes round again'
      : 'Its record has to be sent round',
  verb: hasRecord ? 'Send round' : 'Write the record',
  href: hasRecord ? afterPaths.circulate({ discussionId }) : meetingPaths.record({ discussionId }),
  ownerId,
})
