import { z } from 'zod'
import { fields } from '#platform/http'
import { dutyNames } from '../../words.ts'

export const shiftForm = z.object({
  duty: fields.choice(dutyNames, 'Choose the duty'),
  personId: fields.id('Choose who is on duty'),
  startsAt: fields.dateTime('Enter when the shift starts'),
  endsAt: fields.dateTime('Enter when the shift ends'),
  departure: fields.optionalText(1000),
})

export const changeShiftForm = shiftForm.extend({ why: fields.text('Say why the shift is changed', 1000) })
