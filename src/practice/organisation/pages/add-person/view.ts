import { roleNames, roles } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import type { Agency } from '../../store/agencies.ts'
import type { Person } from '../../store/people.ts'
import type { Team } from '../../store/places.ts'
import { choicesOf, pickOf, textInput } from '../parts/inputs.ts'
import { peopleOptions } from '../parts/people.ts'

interface AddPerson {
  readonly form: FormState
  readonly teams: readonly Team[]
  readonly agencies: readonly Agency[]
  readonly managers: readonly Person[]
  readonly agencyId: string | null
}

export const addPersonView = ({ form, teams, agencies, managers, agencyId }: AddPerson): Html =>
  formTag(form, {}, [
    textInput(form, {
      name: 'name',
      label: 'Full name',
      hint: 'As colleagues know them. It stands on every decision they make.',
    }),
    textInput(form, { name: 'email', label: 'Work e-mail address', hint: 'They sign in with it.' }, { type: 'email' }),
    textInput(form, { name: 'jobTitle', label: 'Job title (optional)' }),
    textInput(
      form,
      { name: 'telephone', label: 'Work telephone (optional)' },
      { type: 'tel', classes: 'govuk-input--width-20' },
    ),
    textInput(
      form,
      {
        name: 'registration',
        label: 'Social Work England number (optional)',
        hint: 'For registered social workers, such as SW12345.',
      },
      { classes: 'govuk-input--width-10' },
    ),
    choicesOf(
      form,
      {
        name: 'roles',
        label: 'Roles',
        hint: 'What they may see and do here. Choose every role they hold.',
        ...(agencyId === null ? {} : { fallback: ['partner'] }),
      },
      roleNames.map((role) => ({ value: role, text: roles[role] })),
    ),
    html`<h2 class="govuk-heading-m">Our own staff</h2>`,
    pickOf(
      form,
      { name: 'teamId', label: 'Team' },
      teams.map(({ id, name }) => ({ value: id, text: name })),
      'No team',
    ),
    pickOf(
      form,
      {
        name: 'lineManagerId',
        label: 'Line manager',
        hint: 'Work that is late climbs this line, and audits are kept independent of it.',
      },
      peopleOptions(managers),
      'None yet',
    ),
    html`<h2 class="govuk-heading-m">Partners</h2>`,
    pickOf(
      form,
      {
        name: 'agencyId',
        label: 'Agency',
        hint: 'For the role of partner only.',
        ...(agencyId === null ? {} : { fallback: agencyId }),
      },
      agencies.map(({ id, name }) => ({ value: id, text: name })),
      'None: they work for us',
    ),
    button({ text: 'Add and make a one-time link' }),
  ])
