import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from '../paths.ts'
import { partners } from '../words.ts'
import { isChangeUntold, isToChase, whoRings } from './rules/chasing.ts'
import { type GoneInvitation, listGoneInvitations, listUntold } from './store/told.ts'
import { listOpenInvitations, type OpenInvitation } from './store/work.ts'

/**
 * What invitations ask of staff: to answer one's own; and of whoever chairs, or arranged it where nobody chairs yet, to ring
 * those whom no mail reached (an invitation, a change of it, or that they need not come) and those who have not answered near
 * the time.
 */
export const invitingWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.workDiscussions)) return []
  const open = await listOpenInvitations(tx)
  const gone = await listGoneInvitations(tx)
  const untold = await listUntold(
    tx,
    [...open, ...gone].map(({ invitationId }) => invitationId),
  )
  const own = new Set(people)
  const isTheirs = (ownerId: string | null): boolean => ownerId === null || own.has(ownerId)
  const others = open.filter(({ personId }) => personId === null || !own.has(personId))
  return [
    ...open
      .filter((each) => each.personId !== null && own.has(each.personId) && !each.isAnswered)
      .map((each) => answerOwn(each, tx.now)),
    ...others
      .filter((each) => !each.isAnswered && (untold.has(each.invitationId) || isToChase(each, tx.now)))
      .filter((each) => isTheirs(ownerOf(each)))
      .map((each) => chase(each, untold.has(each.invitationId), tx.now)),
    ...[
      ...open.filter((each) => isChangeUntold(each, untold.get(each.invitationId))),
      ...gone.filter(({ invitationId }) => untold.has(invitationId)),
    ].flatMap((each) => {
      const ringing = whoRings(each)
      return ringing === 'nobody' || !isTheirs(ringing) ? [] : [ring(each, ringing, tx.now)]
    }),
  ]
}

const ownerOf = ({ chairId, arrangedBy }: OpenInvitation): string | null => chairId ?? arrangedBy

const answerOwn = (
  { invitationId, reference, startsAt, personId }: OpenInvitation,
  now: Temporal.Instant,
): WorkItem => ({
  id: `invitation:${invitationId}`,
  due: startsAt,
  title: `Strategy discussion ${reference}`,
  detail: `You are asked to come: ${whenInWords(startsAt, now)}`,
  verb: 'Answer',
  href: paths.reply({ invitationId }),
  ownerId: personId,
})

function chase(invitation: OpenInvitation, isUndelivered: boolean, now: Temporal.Instant): WorkItem {
  const { invitationId, discussionId, reference, startsAt, partner } = invitation
  const who = called(invitation)
  return {
    id: `chase:${invitationId}`,
    due: startsAt,
    title: `${partners[partner]} and ${reference}`,
    detail: isUndelivered
      ? `The invitation was not delivered: ring ${who}. It begins ${whenInWords(startsAt, now)}`
      : `${who} has not answered. It begins ${whenInWords(startsAt, now)}`,
    verb: isUndelivered ? 'Ring them' : 'Chase',
    href: paths.discussion({ discussionId }),
    ownerId: ownerOf(invitation),
  }
}

/** They think that it is as it was: a time, a place or a chair that changed, or that it is on at all. */
function ring(invitation: OpenInvitation | GoneInvitation, ownerId: string | null, now: Temporal.Instant): WorkItem {
  const { invitationId, reference, startsAt, partner } = invitation
  const [what, begins] =
    'isAnswered' in invitation ? ['The change', 'It begins'] : ['That they need not come', 'It was to begin']
  return {
    id: `ring:${invitationId}`,
    due: startsAt,
    title: `${partners[partner]} and ${reference}`,
    detail: `${what} was not delivered: ring ${called(invitation)}. ${begins} ${whenInWords(startsAt, now)}`,
    verb: 'Ring them',
    href: paths.told({ invitationId }),
    ownerId,
  }
}

const called = ({ agencyName, name, partner }: OpenInvitation | GoneInvitation): string =>
  agencyName || name || partners[partner]
