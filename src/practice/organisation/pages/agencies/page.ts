import { z } from 'zod'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listAgencies, listEscalationContacts } from '../../store/agencies.ts'
import { agencyKindNames } from '../../words.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { agenciesView, agencyList, type ListedAgency } from './view.ts'

const query = z.object({ ...listQuery, kind: z.enum(agencyKindNames).or(z.literal('')).optional() })

export type AgenciesQuery = z.infer<typeof query>

export const agencies = page({
  path: paths.agencies,
  may: access.seeAgencies,
  query,
  async view({ tx, now, user, query: asked }) {
    const contacts = await listEscalationContacts(tx)
    const found = (await listAgencies(tx))
      .filter(({ kind }) => !asked.kind || kind === asked.kind)
      .map(
        (agency): ListedAgency => ({ ...agency, contacts: contacts.filter(({ agencyId }) => agencyId === agency.id) }),
      )
    const list = agencyList(asked, found, user)
    if (asked.format !== undefined) return downloadList(list, 'partner-agencies', now)
    return screen({ title: 'Partner agencies', width: 'full', body: agenciesView(list, user) })
  },
})
