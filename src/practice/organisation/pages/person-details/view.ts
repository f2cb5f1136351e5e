import { button } from '#platform/govuk'
import type { Html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import type { Person } from '../../store/people.ts'
import { textInput } from '../parts/inputs.ts'

export const detailsView = (form: FormState, person: Person): Html =>
  formTag(form, {}, [
    textInput(form, { name: 'name', label: 'Full name', fallback: person.name }),
    textInput(
      form,
      {
        name: 'email',
        label: 'Work e-mail address',
        hint: 'If you change it, they sign in with the new one.',
        fallback: person.email,
      },
      { type: 'email' },
    ),
    textInput(form, { name: 'jobTitle', label: 'Job title (optional)', fallback: person.jobTitle }),
    textInput(
      form,
      { name: 'telephone', label: 'Work telephone (optional)', fallback: person.telephone },
      { type: 'tel', classes: 'govuk-input--width-20' },
    ),
    textInput(
      form,
      { name: 'registration', label: 'Social Work England number (optional)', fallback: person.registration },
      { classes: 'govuk-input--width-10' },
    ),
    button({ text: 'Save' }),
  ])
