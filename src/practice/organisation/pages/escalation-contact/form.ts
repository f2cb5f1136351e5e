import { z } from 'zod'
import { fields } from '#platform/http'

export const contactForm = z.object({
  rung: fields.choice(['1', '2', '3'], 'Choose the rung'),
  name: fields.text('Enter their name', 200),
  jobTitle: fields.optionalText(200),
  telephone: fields.text('Enter the telephone number to ring', 50),
  email: fields.optionalText(200),
})
