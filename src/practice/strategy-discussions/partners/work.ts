import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listOpenInvitations } from '../inviting/store/work.ts'
import { paths } from '../paths.ts'
import { listOwedPromises } from './store/promises.ts'

/**
 * What a partner owes: answers to invitations (their own, their desk's, and those in which they were named), and what their
 * agency promised to send.
 */
export const partnersWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.partnerPages)) return []
  return [...(await toAnswer(tx)), ...(await toSend(tx))]
}

async function toAnswer(tx: Tx): Promise<readonly WorkItem[]> {
  const open = await listOpenInvitations(tx)
  return open
    .filter(({ isAnswered, isOwn }) => isOwn && !isAnswered)
    .map(({ invitationId, reference, startsAt, personId }) => ({
      id: `invitation:${invitationId}`,
      due: startsAt,
      title: `Strategy discussion ${reference}`,
      detail: `${personId === null ? 'Your agency is asked' : 'You are asked'} to come: ${whenInWords(startsAt, tx.now)}`,
      verb: 'Answer',
      href: paths.partner.invitation({ invitationId }),
      ownerId: personId,
    }))
}

async function toSend(tx: Tx): Promise<readonly WorkItem[]> {
  const owed = await listOwedPromises(tx)
  return owed.map(({ informationId, discussionId, reference, promisedBy }) => ({
    id: `promised:${informationId}`,
    due: promisedBy,
    title: `Information for ${reference}`,
    detail: `Your agency promised it by ${whenInWords(promisedBy, tx.now)}`,
    verb: 'Send it',
    href: paths.partner.sendPromised({ discussionId, informationId }),
    ownerId: null,
  }))
}
