import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { changeLineManager } from '../../store/careers.ts'
import { findPerson, listPeople } from '../../store/people.ts'
import { datedFields, datedInputs } from '../parts/dated.ts'
import { pickOf } from '../parts/inputs.ts'
import { peopleOptions } from '../parts/people.ts'

const managerForm = z.object({ managerId: fields.optionalId('Choose a line manager from the list'), ...datedFields })

export const personManager = page({
  path: paths.personManager,
  may: access.manageOrganisation,
  form: managerForm,
  async view({ tx, params, now, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const others = (await listPeople(tx, { employer: 'own' })).filter(({ id }) => id !== person.id)
    const question = {
      name: 'managerId',
      label: 'Line manager',
      hint: 'Work that is late climbs this line, and audits are kept independent of it.',
      fallback: person.lineManagerId ?? '',
    }
    const body = formTag(form, {}, [
      pickOf(form, question, peopleOptions(others), 'None'),
      ...datedInputs(form, now),
      button({ text: 'Save' }),
    ])
    return screen({ title: `Line manager of ${person.name}`, body, back: { href: paths.person(params) } })
  },
  async submit({ tx, params, answers }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const manager = answers.managerId === null ? null : await findPerson(tx, answers.managerId)
    if (answers.managerId !== null && (manager === null || !manager.isActive || manager.agencyId !== null)) {
      return invalid({ field: 'managerId', message: 'Choose somebody of our own staff who has not left' })
    }
    const changed = await changeLineManager(tx, { personId: person.id, ...answers })
    return changed.ok ? goTo(paths.person(params), 'Line manager changed') : changed
  },
})
