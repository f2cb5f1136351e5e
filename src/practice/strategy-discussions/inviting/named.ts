import type { Tx } from '#platform/transaction'
import { findPersonByEmail } from '#practice/organisation'
import { type Invitation, listInvitations, recordInvitation, withdrawInvitation } from './store/invitations.ts'
import { endReplyLinks } from './tell.ts'

/** Asks whoever is named now in somebody's place, and no longer those who were named before. Answers how many changed. */
export async function followNamed(tx: Tx, discussionId: string): Promise<number> {
  let changed = await stopAskingNamed(tx, discussionId)
  const invitations = await listInvitations(tx, discussionId)
  for (const by of invitations.filter(
    ({ withdrawal, reply }) => withdrawal === null && reply?.answer === 'someone-else',
  ))
    if (!invitations.some(({ namedIn }) => namedIn === by.reply?.id) && (await askNamed(tx, by))) changed += 1
  return changed
}

/**
 * Takes back the invitations of those whose naming no longer stands: the one who named them answered otherwise, or is no
 * longer asked; and so on, for those whom they had named. Answers how many.
 */
export async function stopAskingNamed(tx: Tx, discussionId: string): Promise<number> {
  const invitations = await listInvitations(tx, discussionId)
  const gone = invitations.filter(
    ({ namedIn, withdrawal }) =>
      namedIn !== null &&
      withdrawal === null &&
      !invitations.some((by) => by.withdrawal === null && by.reply?.id === namedIn),
  )
  for (const invitation of gone) {
    await withdrawInvitation(tx, invitation, 'Whoever named them answered otherwise, or is no longer asked.')
    await endReplyLinks(tx, invitation.id)
  }
  return gone.length === 0 ? 0 : gone.length + (await stopAskingNamed(tx, discussionId))
}

/** Whoever is named with an address gets an invitation of their own: as somebody of that agency who signs in, if they do. */
async function askNamed(tx: Tx, by: Invitation): Promise<boolean> {
  const { reply } = by
  if (reply === null || (reply.someoneEmail === '' && reply.someoneId === null)) return false
  const found = await findPersonByEmail(tx, reply.someoneEmail.toLowerCase())
  const person = found?.isActive && found.agencyId === by.agencyId ? found : null
  await recordInvitation(tx, by.discussionId, {
    partner: by.partner,
    healthService: by.healthService,
    agencyId: by.agencyId,
    agencyName: by.agencyName,
    isToDesk: false,
    personId: person?.id ?? null,
    name: [reply.someoneName, reply.someoneRole].filter((part) => part !== '').join(', '),
    email: reply.someoneEmail.toLowerCase() || (person?.email ?? ''),
    telephone: '',
    namedIn: reply.id,
  })
  return true
}
