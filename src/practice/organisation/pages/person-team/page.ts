import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { moveToTeam } from '../../store/careers.ts'
import { findPerson } from '../../store/people.ts'
import { findTeam, listTeams } from '../../store/places.ts'
import { datedFields, datedInputs } from '../parts/dated.ts'
import { pickOf } from '../parts/inputs.ts'

const teamForm = z.object({ teamId: fields.optionalId('Choose a team from the list'), ...datedFields })

export const personTeam = page({
  path: paths.personTeam,
  may: access.manageOrganisation,
  form: teamForm,
  async view({ tx, params, now, form }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const options = (await listTeams(tx)).map(({ id, name }) => ({ value: id, text: name }))
    const question = { name: 'teamId', label: 'Team', fallback: person.teamId ?? '' }
    const body = formTag(form, {}, [
      pickOf(form, question, options, 'No team'),
      ...datedInputs(form, now),
      button({ text: 'Save' }),
    ])
    return screen({ title: `Team of ${person.name}`, body, back: { href: paths.person(params) } })
  },
  async submit({ tx, params, answers }) {
    const person = await findPerson(tx, params.personId)
    if (person === null || person.agencyId !== null) return missing('person')
    const team = answers.teamId === null ? null : await findTeam(tx, answers.teamId)
    if (answers.teamId !== null && !team?.isActive) {
      return invalid({ field: 'teamId', message: 'That team has been closed. Choose another' })
    }
    await moveToTeam(tx, { personId: person.id, ...answers })
    return goTo(paths.person(params), 'Team changed')
  },
})
