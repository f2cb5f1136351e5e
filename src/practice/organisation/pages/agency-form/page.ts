import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { addAgency, changeAgency, findAgency } from '../../store/agencies.ts'
import { agencyForm, changeAgencyForm } from './form.ts'
import { agencyFormView } from './view.ts'

export const addAgencyPage = page({
  path: paths.addAgency,
  may: access.manageOrganisation,
  form: agencyForm,
  async view({ form }) {
    return screen({ title: 'Add an agency', body: agencyFormView(form, null), back: { href: paths.agencies({}) } })
  },
  async submit({ tx, answers }) {
    const added = await addAgency(tx, { ...answers, ...worded(answers) })
    return added.ok
      ? goTo(paths.agency({ agencyId: added.value }), 'Agency added. Now name whom to ring on each rung')
      : added
  },
})

export const changeAgencyPage = page({
  path: paths.changeAgency,
  may: access.manageOrganisation,
  form: changeAgencyForm,
  async view({ tx, params, form }) {
    const agency = await findAgency(tx, params.agencyId)
    if (agency === null) return missing('agency')
    return screen({
      title: `Change ${agency.name}`,
      body: agencyFormView(form, agency),
      back: { href: paths.agency(params) },
    })
  },
  async submit({ tx, params, answers }) {
    if ((await findAgency(tx, params.agencyId)) === null) return missing('agency')
    const { isActive, ...rest } = answers
    const change = { ...rest, ...worded(rest), id: params.agencyId, isActive: isActive === 'yes' }
    const changed = await changeAgency(tx, change)
    return changed.ok ? goTo(paths.agency(params), 'Agency changed') : changed
  },
})

const worded = (given: { deskName: string | null; deskTelephone: string | null; deskHours: string | null }) => ({
  deskName: given.deskName ?? '',
  deskTelephone: given.deskTelephone ?? '',
  deskHours: given.deskHours ?? '',
})
