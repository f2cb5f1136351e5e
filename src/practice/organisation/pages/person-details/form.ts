import { z } from 'zod'
import { fields } from '#platform/http'
import { looksLikeEmail } from '../../rules/people.ts'

export const detailsForm = z.object({
  name: fields.text('Enter their name', 200),
  email: fields
    .text('Enter their e-mail address', 200)
    .refine(looksLikeEmail, 'Enter an e-mail address, such as name@example.gov.uk'),
  jobTitle: fields.optionalText(200),
  telephone: fields.optionalText(50),
  registration: fields.optionalText(50),
})
