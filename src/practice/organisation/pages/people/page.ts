import { z } from 'zod'
import { access, roleNames } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listPeople } from '../../store/people.ts'
import { listTeams } from '../../store/places.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { peopleList, peopleView } from './view.ts'

const query = z.object({
  ...listQuery,
  team: z.uuid().or(z.literal('')).optional(),
  role: z.enum(roleNames).or(z.literal('')).optional(),
  who: z.enum(['own', 'partner', 'all', 'left', '']).optional(),
})

export type PeopleQuery = z.infer<typeof query>

export const people = page({
  path: paths.people,
  may: access.seeOrganisation,
  query,
  async view({ tx, now, user, query: asked }) {
    const who = asked.who || 'own'
    const found = await listPeople(tx, {
      ...(asked.team ? { teamId: asked.team } : {}),
      ...(asked.role ? { role: asked.role } : {}),
      ...(who === 'own' || who === 'partner' ? { employer: who } : {}),
      withThoseWhoLeft: who === 'left',
    })
    const shown = who === 'left' ? found.filter(({ isActive }) => !isActive) : found
    const list = peopleList(asked, shown, await listTeams(tx), user)
    if (asked.format !== undefined) return downloadList(list, 'people', now)
    return screen({ title: 'People', width: 'full', body: peopleView(list, user) })
  },
})
