import { access } from '#platform/access'
import type { WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { chairConfirmedBy } from '../rules/limits.ts'
import { departureInWords } from './pages/parts/chair.ts'
import { meetingPaths } from './paths.ts'
import { listChairsToConfirm } from './store/confirmations.ts'

/** Team managers confirm, by noon of the next day, a chair who departed from the standard; nobody confirms their own. */
export const meetingWork: WorkSource = async (tx, { user }) => {
  if (!user.roles.includes('team-manager') || !may(user, access.confirmChairs)) return []
  return (await listChairsToConfirm(tx))
    .filter(({ chairId }) => chairId !== user.personId)
    .map(({ discussionId, reference, endedAt, chairDepartures }) => ({
      id: `chair:${discussionId}`,
      due: chairConfirmedBy(endedAt),
      title: `Strategy discussion ${reference}`,
      detail: `Was ${chairDepartures.map(departureInWords).join(' and ')}. Was that right?`,
      verb: 'Confirm',
      href: meetingPaths.confirmChair({ discussionId }),
      ownerId: null,
    }))
}
