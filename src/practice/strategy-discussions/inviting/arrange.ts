import type { Tx } from '#platform/transaction'
import type { Person } from '#practice/organisation'
import type { Discussion } from '../store/discussions.ts'
import type { DiscussionForm } from '../words.ts'
import { stopAskingNamed } from './named.ts'
import type { Timed } from './rules/arranging.ts'
import { formerChair } from './rules/former-chair.ts'
import { listArrangements, recordArrangement } from './store/arrangements.ts'
import {
  type Invitation,
  listInvitations,
  type NewInvitation,
  recordInvitation,
  withdrawInvitation,
} from './store/invitations.ts'
import { recordReply } from './store/replies.ts'
import { endReplyLinks, tellInvited } from './tell.ts'

export interface ToArrange extends Timed {
  readonly form: DiscussionForm
  readonly chair: Person
  readonly minuteTakerId: string | null
  /** Whom of ours to ask beside the chair: the allocated worker. */
  readonly colleagues: readonly Person[]
  readonly invitees: readonly NewInvitation[]
  readonly by: string
}

/**
 * Arranges a discussion, or changes what was arranged, and asks everybody: whoever chairs, colleagues, and those from outside.
 * The discussion is locked; whoever was asked before is told of the change, and a former chair that they need not come.
 */
export async function arrange(tx: Tx, publicUrl: string, discussion: Discussion, wanted: ToArrange): Promise<void> {
  const { startsAt, minutes, form, place, chair, minuteTakerId, lateReason, reason, by } = wanted
  const before = await listArrangements(tx, discussion.id)
  await recordArrangement(tx, discussion.id, {
    ...{ startsAt, form, place, minuteTakerId, lateReason },
    endsAt: startsAt.add({ minutes }),
    chairId: chair.id,
    chairName: chair.name,
    reason: reason ?? '',
  })
  const stays = [chair.id, minuteTakerId, ...wanted.colleagues.map(({ id }) => id)]
  await stopAskingChair(tx, formerChair(before, await listInvitations(tx, discussion.id), stays))
  for (const person of [chair, ...wanted.colleagues]) await askColleague(tx, discussion.id, person, by)
  for (const invitee of wanted.invitees) await recordInvitation(tx, discussion.id, invitee)
  await tellInvited(tx, publicUrl, discussion)
}

/** Whoever was asked because they were to chair, and no longer are, need not come. Those whom they had named neither. */
async function stopAskingChair(tx: Tx, invitation: Invitation | null): Promise<void> {
  if (invitation === null) return
  await withdrawInvitation(tx, invitation, 'Somebody else chairs it.')
  await endReplyLinks(tx, invitation.id)
  await stopAskingNamed(tx, invitation.discussionId)
}

/** Asked once, whatever else changes. Whoever arranges it for themselves has answered by that. */
async function askColleague(tx: Tx, discussionId: string, person: Person, by: string): Promise<void> {
  const invitations = await listInvitations(tx, discussionId)
  const isAsked = invitations.find(({ personId, withdrawal }) => personId === person.id && withdrawal === null)
  const id =
    isAsked?.id ??
    (await recordInvitation(tx, discussionId, {
      partner: 'local-authority',
      agencyId: null,
      agencyName: '',
      isToDesk: false,
      personId: person.id,
      name: person.name,
      email: person.email,
      telephone: person.telephone,
    }))
  if (person.id !== by) return
  await recordReply(
    tx,
    { id, discussionId },
    {
      answer: 'yes',
      reason: '',
      someoneName: '',
      someoneRole: '',
      someoneEmail: '',
      someoneId: null,
      givenBy: 'own-sign-in',
      givenByName: '',
    },
  )
}
