import { z } from 'zod'
import { roleNames } from '#platform/access'
import { fields } from '#platform/http'

export const addPersonForm = z.object({
  name: fields.text('Enter their name', 200),
  email: fields.text('Enter their e-mail address', 200),
  jobTitle: fields.optionalText(200),
  telephone: fields.optionalText(50),
  registration: fields.optionalText(50),
  roles: fields.choices(roleNames, 'Choose from the roles listed'),
  teamId: fields.optionalId('Choose a team from the list'),
  lineManagerId: fields.optionalId('Choose a line manager from the list'),
  agencyId: fields.optionalId('Choose an agency from the list'),
})
