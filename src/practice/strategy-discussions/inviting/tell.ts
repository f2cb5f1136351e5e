import { endLinks, type WantedLink } from '#platform/links'
import { listMailFor, queueMail, tokenToCome } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { paths } from '../paths.ts'
import type { Discussion } from '../store/discussions.ts'
import { keyPartners } from '../words.ts'
import { letterTo, type Meeting, type Reader } from './letter.ts'
import { type Telling, tellingsOf } from './rules/telling.ts'
import { type Arrangement, findArrangement, listMinuteTakers } from './store/arrangements.ts'
import { findAuthorityName, findOrganiserEmail } from './store/authority.ts'
import { type Invitation, listInvitations } from './store/invitations.ts'
import { aboutInvitation, aboutMinutes, replyPurpose } from './words.ts'

type Asked = Invitation & { readonly wasAsked: boolean }

/**
 * Sees to it that everybody invited is told how things stand: asked to the time that was arranged or changed, told that it is
 * called off, or that they need not come. Each is told each thing once, however often this is called. Answers how many
 * messages there are about it.
 */
export async function tellInvited(tx: Tx, publicUrl: string, discussion: Discussion): Promise<number> {
  const meeting = await meetingOf(tx, publicUrl, discussion)
  if (meeting === null || discussion.state === 'held') return 0
  const tellings = tellingsOf(meeting.arrangement, await askedTo(tx, discussion.id), tx.now)
  for (const telling of tellings) await send(tx, meeting, telling, telling.key)
  await tellMinuteTakers(tx, meeting)
  return tellings.length
}

/**
 * Sends what stands once more, an invitation or that it is off, where the mail before did not arrive. Pressed twice before one
 * is sent, it is sent once.
 */
export async function sendAgain(
  tx: Tx,
  publicUrl: string,
  discussion: Discussion,
  invitation: Invitation,
): Promise<boolean> {
  const meeting = await meetingOf(tx, publicUrl, discussion)
  if (meeting === null) return false
  const asked = await askedTo(tx, discussion.id)
  const telling = tellingsOf(meeting.arrangement, asked, tx.now).find(
    ({ invitation: each }) => each.id === invitation.id,
  )
  // Once it is settled nobody is asked any more; that it is off can still be said.
  if (telling === undefined || (discussion.state !== 'due' && telling.method === 'REQUEST')) return false
  const states = await listMailFor(tx, aboutInvitation, [invitation.id])
  // One that has not left yet is on its way: a second press adds none.
  if (states.at(-1)?.state === 'waiting') return true
  await send(tx, meeting, telling, `${telling.key}:${states.length + 1}`)
  tx.trail.changed({ action: 'invitation.sent-again', subjects: [discussion.id, invitation.id], content: telling.key })
  return true
}

async function meetingOf(
  tx: Tx,
  publicUrl: string,
  { id, reference }: Pick<Discussion, 'id' | 'reference'>,
): Promise<Meeting | null> {
  const arrangement = await findArrangement(tx, id)
  if (arrangement === null) return null
  return {
    discussionId: id,
    reference,
    arrangement,
    publicUrl,
    authorityName: await findAuthorityName(tx),
    organiserEmail: await findOrganiserEmail(tx, id),
  }
}

async function askedTo(tx: Tx, discussionId: string): Promise<readonly Asked[]> {
  const invitations = await listInvitations(tx, discussionId)
  const states = await listMailFor(
    tx,
    aboutInvitation,
    invitations.map(({ id }) => id),
  )
  const asked = new Set(states.filter(({ method }) => method !== 'CANCEL').map(({ aboutId }) => aboutId))
  return invitations.map((invitation) => ({ ...invitation, wasAsked: asked.has(invitation.id) }))
}

async function send(
  tx: Tx,
  meeting: Meeting,
  { invitation, method, sequence }: Omit<Telling<Invitation & { wasAsked: boolean }>, 'key'>,
  key: string,
): Promise<void> {
  const letter = { method, sequence, isOff: invitation.withdrawal === null }
  const link = method === 'REQUEST' ? linkOf(meeting, invitation) : null
  await queueMail(tx, {
    ...letterTo(meeting, readerOf(meeting, invitation, link), letter, tx.now),
    ...(link === null ? {} : { link }),
    about: { kind: aboutInvitation, id: invitation.id },
    thread: threadOf(meeting.discussionId),
    dedupeKey: key,
  })
}

/** One thread for a discussion: a mailbox gets what is said about it in the order in which it happened. */
const threadOf = (discussionId: string): string => `strategy:${discussionId}`

/** Whoever is outside answers by a link, signed in or not, until it is over. Our own sign in. */
const linkOf = ({ arrangement }: Meeting, invitation: Invitation): WantedLink | null =>
  isColleague(invitation) ? null : { purpose: replyPurpose, subjectId: invitation.id, expiresAt: arrangement.endsAt }

/** Links that were sent to somebody open nothing once they are no longer asked. */
export const endReplyLinks = (tx: Tx, invitationId: string): Promise<number> => endLinks(tx, replyPurpose, invitationId)

const isColleague = ({ partner, personId, agencyId }: Invitation): boolean =>
  partner === 'local-authority' && personId !== null && agencyId === null

function readerOf(
  { arrangement, publicUrl, discussionId }: Meeting,
  invitation: Invitation,
  link: WantedLink | null,
): Reader {
  const { partner, personId, agencyId, agencyName, isToDesk, name } = invitation
  const isDesk = isToDesk && personId === null && agencyId !== null
  const seenAt = isColleague(invitation) ? paths.discussion({ discussionId }) : paths.partner.home({})
  return {
    name: name || `${agencyName} desk`,
    email: invitation.email,
    role: personId !== null && personId === arrangement.chairId ? 'chair' : isKey(partner) ? 'required' : 'optional',
    kind: isDesk ? 'desk' : 'person',
    address: `${publicUrl}${link === null ? seenAt : paths.replyByLink({ token: tokenToCome })}`,
    addressIsFor: 'Please answer here, whether you come or not:',
    isAskedToReply: true,
  }
}

const isKey = (partner: string): boolean => keyPartners.some((key) => key === partner)

/** Whoever takes the minutes is not asked as a partner, and has it in their calendar all the same. */
async function tellMinuteTakers(tx: Tx, meeting: Meeting): Promise<void> {
  const { arrangement, discussionId } = meeting
  const before = await listMinuteTakers(tx, discussionId)
  for (const { id, name, email } of await listPeople(tx, { ids: before })) {
    const isOn = id === arrangement.minuteTakerId && !arrangement.isCancelled
    if (isOn && arrangement.endsAt.epochMilliseconds <= tx.now.epochMilliseconds) continue
    const letter = {
      method: isOn ? ('REQUEST' as const) : ('CANCEL' as const),
      sequence: arrangement.sequence,
      isOff: arrangement.isCancelled,
    }
    const reader: Reader = {
      name,
      email,
      role: 'optional',
      kind: 'person',
      address: `${meeting.publicUrl}${paths.discussion({ discussionId })}`,
      addressIsFor: 'You take the minutes:',
      isAskedToReply: false,
    }
    await queueMail(tx, {
      ...letterTo(meeting, reader, letter, tx.now),
      about: { kind: aboutMinutes, id: discussionId },
      thread: threadOf(discussionId),
      dedupeKey: minutesKey(id, arrangement, isOn),
    })
  }
}

/** Somebody who is no longer asked is told so once, not with every change after. */
const minutesKey = (personId: string, { id, discussionId, isCancelled }: Arrangement, isOn: boolean): string =>
  isOn || isCancelled ? `strategy.minutes:${personId}:${id}` : `strategy.minutes-not:${personId}:${discussionId}`
