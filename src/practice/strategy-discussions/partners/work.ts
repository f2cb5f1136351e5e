import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { listOpenInvitations } from '../inviting/store/work.ts'
import { paths } from '../paths.ts'

/** A partner's invitations to answer: their own, their desk's, and those in which they were named. */
export const partnersWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.partnerPages)) return []
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
