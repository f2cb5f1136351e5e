import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listPeople } from '../../store/people.ts'
import { listAreas, listTeams } from '../../store/places.ts'
import { decidersOnDuty, onDuty } from '../../store/responsible.ts'
import { listGapsAhead } from '../../store/rota.ts'
import { homeView } from './view.ts'

export const home = page({
  path: paths.home,
  may: access.seeOrganisation,
  async view({ tx, now, user }) {
    return screen({
      title: 'Organisation',
      width: 'full',
      body: homeView({
        user,
        now,
        areas: await listAreas(tx),
        teams: await listTeams(tx),
        people: await listPeople(tx, { employer: 'own' }),
        onDutyNow: [...(await decidersOnDuty(tx, now)), ...(await onDuty(tx, 'duty-social-worker', now))],
        gaps: await listGapsAhead(tx, now),
      }),
    })
  },
})
