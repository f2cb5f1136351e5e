import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { words } from '../../../pages/parts/typed.ts'
import { childOutcomes } from '../../words.ts'

const child = z.object({
  outcome: fields.choice(keysOf(childOutcomes), 'Choose what was decided for this child'),
  reasons: fields.text('Say why, for this child'),
  dissent: words(),
})

export const recordForm = z.object({
  harm: words(),
  likelihood: words(),
  protects: words(),
  unknowns: fields.text('Say what is not known, or that nothing is'),
  childsView: words(),
  history: words(),
  decision: fields.text('Say what was decided'),
  immediatePlan: words(),
  interimPlan: words(),
  familyTold: words(),
  child: z.record(z.uuid(), child).default({}),
  authorisedBy: fields.optionalId('Choose the authoriser from the list'),
  corrects: fields.optionalId('Open the page again'),
  correctionReason: words(2000),
})

export type RecordAnswers = z.infer<typeof recordForm>
