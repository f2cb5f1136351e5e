import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { forms, type HealthService, healthServices, type Partner } from '../../../words.ts'
import { whomForm } from '../parts/whom.ts'

/** Others who are asked by need, each as the partner and the health service that they count as. */
export const others = {
  school: { text: 'School', partner: 'school', healthService: null },
  earlyYears: { text: 'Early years', partner: 'early-years', healthService: null },
  midwifery: { text: 'Midwifery', partner: 'nhs', healthService: 'midwifery' },
  paediatrician: { text: 'Paediatrician', partner: 'nhs', healthService: 'paediatrician' },
  housing: { text: 'Housing', partner: 'housing', healthService: null },
  adultServices: { text: 'Adult services', partner: 'adult-services', healthService: null },
  referrer: { text: 'The referrer', partner: 'referrer', healthService: null },
} as const satisfies Record<string, { text: string; partner: Partner; healthService: HealthService | null }>
export type OtherKey = keyof typeof others
export const otherKeys = Object.keys(others) as readonly OtherKey[]

const longestMinutes = 480
const said = (maximum: number) => fields.optionalText(maximum).transform((text) => text ?? '')

export const arrangeForm = z.object({
  startsAt: fields.dateTime('Say when it begins'),
  minutes: fields
    .text('Say how long it lasts, in minutes', 4)
    .transform(Number)
    .pipe(
      z
        .number({ error: 'Enter the minutes as a number, such as 60' })
        .int('Enter whole minutes, such as 60')
        .min(5, 'Enter at least 5 minutes')
        .max(longestMinutes, `Enter at most ${longestMinutes} minutes`),
    ),
  form: fields.choice(keysOf(forms), 'Say how it is held'),
  place: said(500),
  chairId: fields.id('Choose who chairs it'),
  minuteTakerId: fields.optionalId('Choose the minute-taker from the list'),
  lateReason: said(1000),
  reason: said(1000),
  worker: fields.ticked,
  nhs: whomForm,
  healthService: fields.optionalChoice(keysOf(healthServices), 'Choose the health service from the list'),
  police: whomForm,
  others: fields.choices(otherKeys, 'Choose from the list'),
  school: whomForm,
  earlyYears: whomForm,
  midwifery: whomForm,
  paediatrician: whomForm,
  housing: whomForm,
  adultServices: whomForm,
  referrer: whomForm,
})
export type ArrangeAnswers = z.infer<typeof arrangeForm>

/** What is looked at with the records before it, whether or not the rest of the form reads. */
export const lookedAtForm = arrangeForm.pick({
  ...{ place: true, reason: true, nhs: true, healthService: true, police: true, others: true },
  ...{ school: true, earlyYears: true, midwifery: true, paediatrician: true, housing: true },
  ...{ adultServices: true, referrer: true },
})
export type LookedAt = z.infer<typeof lookedAtForm>
