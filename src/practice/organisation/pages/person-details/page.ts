import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { changePerson } from '../../store/leaving.ts'
import { findPerson } from '../../store/people.ts'
import { detailsForm } from './form.ts'
import { detailsView } from './view.ts'

export const personDetails = page({
  path: paths.personDetails,
  may: access.manageOrganisation,
  form: detailsForm,
  async view({ tx, params, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    return screen({
      title: `Details of ${person.name}`,
      body: detailsView(form, person),
      back: { href: paths.person(params) },
    })
  },
  async submit({ tx, params, answers }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    const { name, email, jobTitle, telephone, registration } = answers
    const changed = await changePerson(tx, {
      personId: person.id,
      name,
      email,
      jobTitle: jobTitle ?? '',
      telephone: telephone ?? '',
      registration: registration ?? '',
    })
    return changed.ok ? goTo(paths.person(params), 'Details changed') : changed
  },
})
