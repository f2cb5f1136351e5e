import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { words } from '../../../pages/parts/typed.ts'
import { forms } from '../../../words.ts'

export const heldForm = z.object({
  beganAt: fields.dateTime('Enter when it began'),
  endedAt: fields.dateTime('Enter when it ended'),
  form: fields.choice(keysOf(forms), 'Choose how it was held'),
  isEmergencyCall: fields.ticked,
  whyByPhone: words(2000),
  chairId: fields.optionalId('Choose the chair from the list'),
  chairName: words(200),
  chairDepartureReason: words(2000),
  minuteTakerId: fields.optionalId('Choose the minute-taker from the list'),
  reason: words(2000),
})

export type HeldAnswers = z.infer<typeof heldForm>
