import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { listMailFor } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { paths } from '../paths.ts'
import { partners } from '../words.ts'
import { isUndelivered } from './pages/parts/mail.ts'
import { listOpenInvitations, type OpenInvitation } from './store/work.ts'
import { aboutInvitation } from './words.ts'

/** So long before the start an invitation without an answer is somebody's work: half the notice, and four hours at most. */
const mostHoursBefore = 4

/**
 * What invitations ask of staff: to answer one's own; and of whoever chairs, or arranged it where nobody chairs yet, to ring
 * those whom no mail reached and those who have not answered near the time.
 */
export const invitingWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.workDiscussions)) return []
  const open = await listOpenInvitations(tx)
  if (open.length === 0) return []
  const undelivered = await undeliveredIds(tx, open)
  const [own, others] = [
    new Set(people),
    open.filter(({ personId }) => personId === null || !people.includes(personId)),
  ]
  return [
    ...open
      .filter((each) => each.personId !== null && own.has(each.personId) && !each.isAnswered)
      .map((each) => answerOwn(each, tx.now)),
    ...others
      .filter((each) => undelivered.has(each.invitationId) || isToChase(each, tx.now))
      .filter((each) => ownerOf(each) === null || own.has(ownerOf(each) ?? ''))
      .map((each) => chase(each, undelivered.has(each.invitationId), tx.now)),
  ]
}

/** Those whose last mail did not arrive: a later one that did makes up for it. */
async function undeliveredIds(tx: Tx, open: readonly OpenInvitation[]): Promise<ReadonlySet<string>> {
  const states = await listMailFor(
    tx,
    aboutInvitation,
    open.filter(({ isAnswered }) => !isAnswered).map(({ invitationId }) => invitationId),
  )
  const last = new Map(states.map(({ aboutId, state }) => [aboutId, state]))
  return new Set([...last].filter(([, state]) => isUndelivered(state)).map(([id]) => id))
}

const ownerOf = ({ chairId, arrangedBy }: OpenInvitation): string | null => chairId ?? arrangedBy

function isToChase({ isAnswered, invitedAt, startsAt }: OpenInvitation, now: Temporal.Instant): boolean {
  if (isAnswered) return false
  const notice = startsAt.epochMilliseconds - invitedAt.epochMilliseconds
  const before = Math.min(notice / 2, mostHoursBefore * 3_600_000)
  return now.epochMilliseconds >= startsAt.epochMilliseconds - before
}

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
  const { invitationId, discussionId, reference, startsAt, partner, agencyName, name } = invitation
  const who = agencyName || name || partners[partner]
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
