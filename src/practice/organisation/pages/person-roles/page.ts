import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access, roleNames, roles } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { changeRoles } from '../../store/careers.ts'
import { findPerson } from '../../store/people.ts'
import { datedFields, datedInputs } from '../parts/dated.ts'
import { choicesOf } from '../parts/inputs.ts'

const rolesForm = z.object({ roles: fields.choices(roleNames, 'Choose from the roles listed'), ...datedFields })

export const personRoles = page({
  path: paths.personRoles,
  may: access.manageOrganisation,
  form: rolesForm,
  async view({ tx, params, now, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    const question = {
      name: 'roles',
      label: 'Roles',
      hint: 'Every role they hold from that day. What is not chosen ends.',
      fallback: person.roles,
    }
    const open = roleNames.filter((role) => (role === 'partner') === (person.agencyId !== null))
    const body = formTag(form, {}, [
      choicesOf(
        form,
        question,
        open.map((role) => ({ value: role, text: roles[role] })),
      ),
      ...datedInputs(form, now),
      button({ text: 'Save' }),
    ])
    return screen({ title: `Roles of ${person.name}`, body, back: { href: paths.person(params) } })
  },
  async submit({ tx, params, answers }) {
    const { roles: held, ...rest } = answers
    if ((await findPerson(tx, params.personId)) === null) return missing('person')
    const changed = await changeRoles(tx, { personId: params.personId, held, ...rest })
    return changed.ok ? goTo(paths.person(params), 'Roles changed') : changed
  },
})
