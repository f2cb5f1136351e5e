import { z } from 'zod'
import { fields } from '#platform/http'
import { absenceKindNames } from '../../words.ts'

export const newAbsenceForm = z.object({
  personId: fields.id('Choose who is away'),
  kind: fields.choice(absenceKindNames, 'Say whether it was planned'),
  startsAt: fields.dateTime('Enter when the absence starts'),
  endsAt: fields.optionalDateTime(),
})

export const changeAbsenceForm = z.object({
  change: fields.choice(['ends', 'never'], 'Choose what to change'),
  endsAt: fields.optionalDateTime(),
  why: fields.text('Say why', 1000),
})
