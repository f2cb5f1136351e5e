import { access } from '#platform/access'
import { may } from '#platform/http'
import { listMailFor, type MailState } from '#platform/mail'
import { listPeople, namesOf } from '#practice/organisation'
import type { Section } from '../../../pages/discussion/page.ts'
import { findArrangement } from '../../store/arrangements.ts'
import { type Invitation, listInvitations, listReplies, type Reply } from '../../store/invitations.ts'
import { listTold } from '../../store/told.ts'
import { aboutInvitation } from '../../words.ts'
import { sectionView } from './view.ts'

/** The invitations of a discussion's page: when and where, the three partners in their order, and everybody else. */
export const invitingSection: Section = async ({ tx, discussion, user, now }) => {
  const arrangement = await findArrangement(tx, discussion.id)
  const invitations = await listInvitations(tx, discussion.id)
  const replies = await listReplies(tx, ids(invitations))
  if (discussion.state !== 'due' && arrangement === null && invitations.length === 0) return null
  const told = await listTold(tx, ids(invitations))
  const tellers = told.map(({ recordedBy }) => recordedBy)
  const people = [arrangement?.minuteTakerId, ...takers(replies), ...tellers]
  const [chair] = arrangement?.chairId ? await listPeople(tx, { ids: [arrangement.chairId] }) : []
  return sectionView({
    discussion,
    arrangement,
    chair: chair ?? null,
    invitations,
    replies,
    mail: latestMail(await listMailFor(tx, aboutInvitation, ids(invitations))),
    told: new Map(told.map((each) => [each.messageId, each])),
    names: await namesOf(
      tx,
      people.filter((id) => typeof id === 'string'),
    ),
    mayWork: may(user, access.workDiscussions) && discussion.state === 'due',
    mayTell: may(user, access.workDiscussions) && discussion.state !== 'held',
    now,
  })
}

const ids = (invitations: readonly Invitation[]): readonly string[] => invitations.map(({ id }) => id)

const takers = (replies: ReadonlyMap<string, readonly Reply[]>): readonly (string | null)[] =>
  [...replies.values()].flat().map(({ recordedBy }) => recordedBy)

/** What became of the last mail about each invitation. */
const latestMail = (states: readonly MailState[]): ReadonlyMap<string, MailState> =>
  new Map(states.map((state) => [state.aboutId, state]))
