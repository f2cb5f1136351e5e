import type { User } from '#platform/http'
import type { Invitation } from '../../inviting/store/invitations.ts'

/** Whether somebody answers for an invitation: their own, or their agency's desk's. Row-level security says the same. */
export const isAskedHere = (
  { personId, isToDesk, agencyId, withdrawal }: Invitation,
  user: Pick<User, 'personId' | 'agencyId'>,
): boolean =>
  withdrawal === null &&
  (personId === user.personId || (personId === null && isToDesk && agencyId !== null && agencyId === user.agencyId))
