import { z } from 'zod'
import { access } from '#platform/access'
import { page, type Route, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listAgencies } from '../../store/agencies.ts'
import { addPerson, invitePerson } from '../../store/joining.ts'
import { getPerson, listPeople } from '../../store/people.ts'
import { listTeams } from '../../store/places.ts'
import { linkView } from '../one-time-link/view.ts'
import { addPersonForm } from './form.ts'
import { addPersonView } from './view.ts'

/** `agency` when somebody is added from their agency's page: then that is what the form begins with. */
const query = z.object({ agency: z.uuid().optional() })

export const addPersonPage = (publicUrl: string): Route =>
  page({
    path: paths.addPerson,
    may: access.manageOrganisation,
    query,
    form: addPersonForm,
    async view({ tx, form, query: { agency } }) {
      const [teams, agencies] = [await listTeams(tx), await listAgencies(tx)]
      const managers = await listPeople(tx, { employer: 'own' })
      return screen({
        title: 'Add a person',
        body: addPersonView({ form, teams, agencies, managers, agencyId: agency ?? null }),
        back: { href: agency === undefined ? paths.people({}) : paths.agency({ agencyId: agency }) },
      })
    },
    async submit({ tx, answers }) {
      const { jobTitle, telephone, registration, ...rest } = answers
      const added = await addPerson(tx, {
        ...rest,
        jobTitle: jobTitle ?? '',
        telephone: telephone ?? '',
        registration: registration ?? '',
      })
      if (!added.ok) return added
      const person = await getPerson(tx, added.value)
      return linkView(person, await invitePerson(tx, person.id), publicUrl)
    },
  })
