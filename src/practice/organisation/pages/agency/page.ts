import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { findAgency, listEscalationContacts } from '../../store/agencies.ts'
import { listPeople } from '../../store/people.ts'
import { agencyView } from './view.ts'

/** Partners open it too, and find only their own. */
export const agencyPage = page({
  path: paths.agency,
  may: access.seeAgencies,
  async view({ tx, params, user }) {
    const agency = await findAgency(tx, params.agencyId)
    if (agency === null) return missing('agency')
    const body = agencyView({
      user,
      agency,
      contacts: await listEscalationContacts(tx, agency.id),
      people: await listPeople(tx, { agencyId: agency.id }),
    })
    const back = may(user, access.seeOrganisation) ? { back: { href: paths.agencies({}) } } : {}
    return screen({ title: agency.name, width: 'full', body, ...back })
  },
})
