import { z } from 'zod'
import { fields } from '#platform/http'

export const newCoverForm = z.object({
  personId: fields.id('Choose who is covered'),
  coveredBy: fields.id('Choose who covers'),
  startsAt: fields.dateTime('Enter when the cover starts'),
  endsAt: fields.optionalDateTime(),
})

export const changeCoverForm = z.object({
  change: fields.choice(['ends', 'never'], 'Choose what to change'),
  endsAt: fields.optionalDateTime(),
  why: fields.text('Say why', 1000),
})
