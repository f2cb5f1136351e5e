import { z } from 'zod'
import { fields } from '#platform/http'
import { looksLikeEmail } from '../../rules/people.ts'
import { agencyKindNames } from '../../words.ts'

export const agencyForm = z.object({
  name: fields.text('Enter the agency’s name', 200),
  kind: fields.choice(agencyKindNames, 'Choose what kind of agency it is'),
  deskName: fields.optionalText(200),
  deskEmail: fields
    .text('Enter the e-mail address of their shared desk', 200)
    .refine(looksLikeEmail, 'Enter an e-mail address, such as safeguarding@example.nhs.uk'),
  deskTelephone: fields.optionalText(50),
  deskHours: fields.optionalText(200),
})

export const changeAgencyForm = agencyForm.extend({
  isActive: fields.choice(['yes', 'no'], 'Say whether we still work with them'),
})
