import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listAwayNow } from '../../store/absences.ts'
import { listPeople } from '../../store/people.ts'
import { findTeam } from '../../store/places.ts'
import { serviceManagerFor } from '../../store/responsible.ts'
import { teamView } from './view.ts'

export const teamPage = page({
  path: paths.team,
  may: access.seeOrganisation,
  async view({ tx, params, now, user }) {
    const team = await findTeam(tx, params.teamId)
    if (team === null) return missing('team')
    return screen({
      title: team.name,
      width: 'full',
      back: { href: paths.home({}), text: 'Organisation' },
      body: teamView({
        user,
        team,
        members: await listPeople(tx, { teamId: team.id }),
        serviceManager: await serviceManagerFor(tx, { teamId: team.id }, now),
        awayNow: await listAwayNow(tx, now),
      }),
    })
  },
})
